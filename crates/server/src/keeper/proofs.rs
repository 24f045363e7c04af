//! Proofs, judged: one answer for every wrong reason, equal work, growing delay. The keeper never sees a passphrase, only
//! what shows that somebody knows it.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{Account, Broken, Hash, Id, Row, WrapKind};
use unicode_normalization::UnicodeNormalization;
use vault::{Cost, Proof, pepper};

use super::tries::{ANYWHERE, BEGINNING, CHOOSING, Count, FAILED, Way as Counted};
use super::{By, Here, Question, Refusal};
use store::B64;

/// What a passphrase is tried for.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Way {
    /// To sign in, perhaps on a device that has a PIN of somebody's.
    Enter {
        name: String,
        #[serde_as(as = "Option<B64>")]
        device: Option<Id>,
    },
    /// To begin: a name and passphrase that open nothing yet, or else a sign-in.
    Begin { name: String },
    /// By somebody who is signed in, in this session.
    Again {
        #[serde_as(as = "B64")]
        session: Hash,
    },
    /// By somebody who is signed in and chooses a new one.
    Choose,
}

/// The salt of a passphrase, and whether it is too early to try.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Salt {
    pub(crate) way: Way,
}

/// What a passphrase is stretched with.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Salted {
    #[serde_as(as = "B64")]
    pub(crate) salt: [u8; 32],
    /// Memory in KiB, passes, lanes.
    pub(crate) cost: (u32, u32, u32),
    /// Seconds to wait before anything may be tried.
    pub(crate) wait: Option<u32>,
}

impl Salted {
    pub(crate) fn cost(&self) -> Cost {
        let (mem_kib, passes, lanes) = self.cost;
        Cost { mem_kib, passes, lanes }
    }
}

impl Question for Salt {
    type Answer = Salted;
    const NAME: &'static str = "salt";

    async fn answer(&self, here: &Here, by: &By) -> Result<Salted, Refusal> {
        let trying = here.trying(&self.way, by).await?;
        // Grown from what is kept of the name, so that a person who is signed in need not name themselves.
        let salt = pepper::salt(&here.secrets.names, &crate::host::hex(&trying.name_mac));
        let wait = here.open_way(&trying.ways, by.now).await?.err();
        let Cost { mem_kib, passes, lanes } = here.cost;
        Ok(Salted { salt, cost: (mem_kib, passes, lanes), wait })
    }
}

/// A try of a passphrase.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enter {
    pub(crate) way: Way,
    #[serde_as(as = "B64")]
    pub(crate) proof: [u8; 32],
}

/// What became of a try.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) enum Judged {
    /// It opens an account.
    Yes(Box<Entry>),
    /// It opens nothing, and may begin something new under this name: with this ticket, and with no other.
    New {
        #[serde_as(as = "B64")]
        ticket: [u8; 24],
    },
    /// It opens an account of the other kind, and nothing is given out.
    Elsewhere,
    /// It opens nothing.
    No,
    /// It is too early to try.
    Wait(u32),
}

/// An account, and what opens its identity together with the passphrase.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) account: Account,
    #[serde_as(as = "B64")]
    pub(crate) sealed: Vec<u8>,
    #[serde_as(as = "B64")]
    pub(crate) share: [u8; 32],
}

impl Question for Enter {
    type Answer = Judged;
    const NAME: &'static str = "enter";

    async fn answer(&self, here: &Here, by: &By) -> Result<Judged, Refusal> {
        // Judged and counted one by one: of many that were sent at once, those that come too early wait after all.
        let name_mac = here.trying(&self.way, by).await?.name_mac;
        let _one = here.counting(&name_mac).lock().await;
        let trying = here.trying(&self.way, by).await?;
        let only = match here.open_way(&trying.ways, by.now).await? {
            Ok(way) => way.only,
            Err(seconds) => return Ok(Judged::Wait(seconds)),
        };
        let proof = Proof::from_bytes(self.proof);
        let accounts = here.store.accounts_by_name(&trying.name_mac).await?;
        if let Way::Choose = self.way {
            return here.judge_choice(&trying, accounts, &proof, by).await;
        }
        let named: Vec<Id> = accounts.iter().map(|account| account.id).collect();
        if let Some(entry) = here.entry(accounts, only, &proof).await? {
            if let Way::Enter { .. } = self.way {
                let row = Row::ClearAttempts { who: entry.account.id.to_vec(), device: FAILED.to_vec() };
                here.write_now(vec![row]).await?;
            }
            return Ok(if entry.account.kind == by.kind() {
                Judged::Yes(Box::new(entry))
            } else {
                Judged::Elsewhere
            });
        }
        let mut rows = Vec::new();
        for way in trying.ways.iter().filter(|other| other.only == only || only.is_none()) {
            rows.extend(here.count(&way.count, by.now).await?);
        }
        if let Way::Begin { .. } = self.way {
            here.write_now(rows).await?;
            return Ok(here.allows(&trying, self.proof, [0; 16], by));
        }
        // Where nobody has the name, nobody is told; the work is the same.
        let told = if named.is_empty() { vec![[0; 16]] } else { named };
        rows.extend(told.iter().map(|id| Row::CountAttempt {
            who: id.to_vec(),
            device: FAILED.to_vec(),
            at: by.now,
        }));
        here.write_now(rows).await?;
        Ok(Judged::No)
    }
}

/// A name, as it is kept, and what may be tried for it.
struct Trying {
    name_mac: Hash,
    ways: Vec<Counted>,
}

impl Here {
    /// What may be tried: to sign in, at any account of the name while that is not held up, and at the one whose device
    /// this is even if it is, so that nobody can hold up a person by trying their name elsewhere.
    async fn trying(&self, way: &Way, by: &By) -> Result<Trying, Refusal> {
        match way {
            Way::Enter { name, device } => {
                let name_mac = self.name_mac(name);
                let mut ways = vec![Counted { count: Count::of(&name_mac, ANYWHERE), only: None }];
                if let Some(device) = device
                    && let Some(pin) = self.store.pin(device).await?
                    && self
                        .store
                        .account(&pin.account)
                        .await?
                        .is_some_and(|account| account.name_mac == name_mac)
                {
                    ways.push(Counted { count: Count::of(&name_mac, device), only: Some(pin.account) });
                }
                Ok(Trying { name_mac, ways })
            }
            // A way to guess at passphrases like any other, so it waits like any other.
            Way::Begin { name } => {
                let name_mac = self.name_mac(name);
                Ok(Trying {
                    name_mac,
                    ways: vec![Counted { count: Count::of(&name_mac, BEGINNING), only: None }],
                })
            }
            // Counted for this session alone: nobody can hold up a person who is signed in.
            Way::Again { session } => {
                let account = self.signed_in(by).await?;
                let only = Some(account.id);
                let session = by.session.as_ref().unwrap_or(session);
                let count = Count::of(&account.id, session);
                Ok(Trying { name_mac: account.name_mac, ways: vec![Counted { count, only }] })
            }
            // For this account alone, or others could keep a person from changing theirs.
            Way::Choose => {
                let account = self.signed_in(by).await?;
                let only = Some(account.id);
                let count = Count::of(&account.id, CHOOSING);
                Ok(Trying { name_mac: account.name_mac, ways: vec![Counted { count, only }] })
            }
        }
    }

    async fn signed_in(&self, by: &By) -> Result<Account, Refusal> {
        self.store.account(&by.me()?).await?.ok_or(Refusal::Forbidden)
    }

    pub(super) fn name_mac(&self, name: &str) -> Hash {
        pepper::name_mac(&self.secrets.names, &fold_name(name))
    }

    /// The account of this name that the proof picks. The work is the same whether there is one or not.
    async fn entry(
        &self,
        accounts: Vec<Account>,
        only: Option<Id>,
        proof: &Proof,
    ) -> Result<Option<Entry>, Broken> {
        let fits = |account: &Account| {
            self.secrets.pepper.fits(proof, &account.verifier) && only.is_none_or(|only| only == account.id)
        };
        let account = accounts.into_iter().find(fits);
        let id = account.as_ref().map_or([0; 16], |account| account.id);
        let wraps = self.store.wraps(&id).await?;
        let wrapped = wraps.into_iter().find(|row| row.kind == WrapKind::Passphrase);
        let (wrap_id, sealed) = wrapped.map_or(([0; 16], vec![0; 200]), |row| (row.id, row.sealed));
        let share = *self.secrets.pepper.share(&id, &wrap_id).bytes();
        // Of the name nothing is told, not even what is kept of it.
        let blank = |account| Account { name_mac: [0; 32], verifier: [0; 32], ..account };
        Ok(account.map(|account| Entry { account: blank(account), sealed, share }))
    }

    /// What follows may be written with this proof alone, or the number of tries would mean nothing.
    fn allows(&self, trying: &Trying, proof: [u8; 32], account: Id, by: &By) -> Judged {
        let parts: [&[u8]; 3] = [&trying.name_mac, &proof, &account];
        Judged::New { ticket: vault::door::ticket(&self.secrets.pepper, by.now, &parts) }
    }

    /// A passphrase that opens another account of the same name cannot be taken; finding out which do is guessing, so it
    /// is counted and waits.
    async fn judge_choice(
        &self,
        trying: &Trying,
        accounts: Vec<Account>,
        proof: &Proof,
        by: &By,
    ) -> Result<Judged, Refusal> {
        let mine = by.me()?;
        for way in &trying.ways {
            let rows = self.count(&way.count, by.now).await?;
            self.write_now(rows).await?;
        }
        let mut others = accounts.into_iter().filter(|other| other.id != mine);
        let taken = others.any(|other| self.secrets.pepper.fits(proof, &other.verifier));
        Ok(if taken { Judged::No } else { self.allows(trying, *proof.bytes(), mine, by) })
    }
}

/// The keeper's share for a wrap that is about to be made.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareFor {
    #[serde_as(as = "B64")]
    pub(crate) account: Id,
    /// The wrap, or the device of a PIN.
    #[serde_as(as = "B64")]
    pub(crate) wrap: Id,
}

/// A share.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Shared(#[serde_as(as = "B64")] pub(crate) [u8; 32]);

impl Question for ShareFor {
    type Answer = Shared;
    const NAME: &'static str = "share";

    async fn answer(&self, here: &Here, by: &By) -> Result<Shared, Refusal> {
        // Of what there is, a share is given for a right proof only.
        let mine = by.who == Some(self.account) || here.store.account(&self.account).await?.is_none();
        let new = here.store.pin(&self.wrap).await?.is_none()
            && here.store.wraps(&self.account).await?.iter().all(|wrap| wrap.id != self.wrap);
        if !mine || !new {
            return Err(Refusal::Forbidden);
        }
        Ok(Shared(*here.secrets.pepper.share(&self.account, &self.wrap).bytes()))
    }
}

/// A sign-in name as it is compared: outer blanks off, one Unicode form, lower case.
fn fold_name(name: &str) -> String {
    name.trim().nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_however_they_are_typed() {
        assert_eq!(fold_name(" Alex@Example.org "), fold_name("alex@example.org"));
        assert_eq!(fold_name("E\u{301}va"), fold_name("éva"));
    }
}
