// What a page notices by itself, in a page of a participant's: in a bundle of its own, loaded once
// the page rests. What stood there before is found at the start.

import { startNotices } from "./notices";
import { deliver, type BeginNotices } from "./visit";

const begin: BeginNotices = startNotices;

deliver(begin);
