// Every page of the report: times in the reader's zone, filters without a button; the session page's replay.

import { watchSession } from "./session";

function localTimes(): void {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const when = new Date(time.dateTime);
    time.title = time.textContent ?? "";
    time.textContent = format.format(when);
  }
}

localTimes();
watchSession();
