// The replay in a page of a participant's, in a bundle of its own: it is wanted last.

import { startReplay } from "./replay";
import { uploadAssets } from "./upload";
import { deliver, type BeginReplay } from "./visit";

const begin: BeginReplay = (to) => {
  startReplay(to.ctx, to.outbox);
  uploadAssets(to);
};

deliver(begin);
