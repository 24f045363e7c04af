//! What the vault promises: published vectors, round trips, one named test per way to be wrong, and our own
//! formats as they were written on the day they were frozen.

#[cfg(test)]
mod common;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod frozen;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod wrong_chains;
#[cfg(test)]
mod wrong_events;
#[cfg(test)]
mod wrong_grants;
#[cfg(test)]
mod wrong_keys;
#[cfg(test)]
mod wrong_letters;
#[cfg(test)]
mod wrong_sessions;
#[cfg(test)]
mod wrong_signatures;
