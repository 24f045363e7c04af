//! The stories, one file each. One program, so that it is linked once and always two of them are being played.

mod alone;
mod arriving;
mod first_steps;
mod fitting;
mod hands;
mod leaving;
mod near;
mod screens_down;
mod settling;
mod thanks_and_paper;
mod two_people;
mod watching;
mod words_kept;
