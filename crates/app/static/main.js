// Improves what already works without it. Each part looks for its own data attribute.
import { down } from "./down.js";
import { leave } from "./leave.js";
import { once } from "./once.js";
import { photos } from "./photo.js";
import { timers } from "./timer.js";

down();
leave();
once();
photos();
timers();
