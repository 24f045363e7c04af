//! Talks about one thing that both wanted: what each heard, what they agreed, how they found it when they looked again.
//!
//! Invariant: what was only asked for is not among them, and nothing of what follows an end.

use std::collections::BTreeMap;

use domain::repair::{Again, Change, Kind, Repair, Repairs};
use domain::{AgreementId, Instant, Meta, RepairId};

use super::Words;

/// A talk, as it stood last.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Talk {
    pub(crate) id: RepairId,
    pub(crate) kind: Kind,
    /// The one thing, as it was asked for.
    pub(crate) about: Words,
    /// What each heard, by voice.
    pub(crate) heard: [Option<Words>; 2],
    pub(crate) settled: Option<AgreementId>,
    /// How each found it, by voice. One alone shows to nobody.
    looked: [Option<Again>; 2],
    /// When something happened to it last.
    pub(crate) last: Instant,
    /// It is over: somebody ended it, or it gave way once both had looked again.
    pub(crate) over: bool,
}

impl Talk {
    /// How each found it when they looked again, by voice: both or neither.
    pub(crate) fn looked(&self) -> Option<[Again; 2]> {
        match self.looked {
            [Some(first), Some(second)] => Some([first, second]),
            _ => None,
        }
    }

    /// What an event brought about.
    fn change(&mut self, it: &Repair, change: &Change, meta: &Meta) {
        if let Change::Heard { text } = change {
            let of = it.heard.iter().position(|seq| *seq == Some(meta.seq));
            if let Some(heard) = of.and_then(|of| self.heard.get_mut(of)) {
                let (seq, by, at) = (meta.seq, meta.author, meta.at);
                *heard = Some(Words { seq, by, at, text: text.clone() });
            }
        }
        self.settled = it.settled.as_ref().map(|(agreement, _)| agreement.clone());
        (self.looked, self.last) = (it.looked, meta.at);
    }
}

/// Reading, so far.
#[derive(Default)]
pub(super) struct Reading {
    asked: BTreeMap<RepairId, Words>,
    open: BTreeMap<RepairId, Talk>,
    past: Vec<Talk>,
}

impl Reading {
    /// Takes in what an event brought about; `repairs` are as they stand after it.
    pub(super) fn follow(&mut self, repairs: &Repairs, id: &RepairId, change: &Change, meta: &Meta) {
        match (change, repairs.get(id)) {
            (Change::Asked { about, .. }, it) => {
                self.give_way(repairs);
                // Of two that come at once the first stands, and under a name that is free again the newest.
                if it.is_some_and(|it| !it.agreed && it.at == meta.at && it.about == *about) {
                    let (seq, by, at) = (meta.seq, meta.author, meta.at);
                    let words = Words { seq, by, at, text: about.clone() };
                    self.asked.insert(id.clone(), words);
                }
            }
            (Change::Ended, _) => {
                self.asked.remove(id);
                if let Some(talk) = self.open.remove(id) {
                    self.past.push(Talk { last: meta.at, over: true, ..talk });
                }
            }
            (change, Some(it)) if it.agreed => self.goes_on(id, it, change, meta),
            _ => {}
        }
    }

    fn goes_on(&mut self, id: &RepairId, it: &Repair, change: &Change, meta: &Meta) {
        if let Some(about) = self.asked.remove(id) {
            let (id, kind, last) = (id.clone(), it.kind, meta.at);
            let (heard, settled, looked) = ([None, None], None, [None; 2]);
            let fresh = Talk { id: id.clone(), kind, about, heard, settled, looked, last, over: false };
            self.open.insert(id, fresh);
        }
        if let Some(talk) = self.open.get_mut(id) {
            talk.change(it, change, meta);
        }
    }

    /// What is done makes room when something is asked for.
    fn give_way(&mut self, repairs: &Repairs) {
        let gone = self.open.extract_if(.., |id, _| repairs.get(id).is_none_or(|it| !it.agreed));
        self.past.extend(gone.map(|(_, talk)| Talk { over: true, ..talk }));
        self.asked.retain(|id, _| repairs.get(id).is_some());
    }

    /// All of them, the oldest first.
    pub(super) fn done(self) -> Vec<Talk> {
        let mut all = self.past;
        all.extend(self.open.into_values());
        all.sort_by_key(|talk| talk.last);
        all
    }
}
