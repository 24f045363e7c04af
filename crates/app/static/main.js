// Improves what already works without it. Each part looks for its own data attribute.
import { leave } from "./leave.js";
import { once } from "./once.js";
import { timers } from "./timer.js";

leave();
once();
timers();
