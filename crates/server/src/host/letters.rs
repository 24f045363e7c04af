//! Letters: what is written for the private space while it is shut lies before it, and goes in once it is open.

use app::Item;
use domain::SpaceName;
use domain::private::Private;
use store::Broken;
use vault::{PublicIdentity, SignedInner, SpaceKey, letter};

use super::Host;
use super::load::Loaded;
use super::open::{Opened, apply, to_item};
use crate::keeper::{self, Line};

/// A letter, opened.
#[derive(Clone)]
pub(crate) struct Letter {
    pub(crate) event: store::Id,
    pub(crate) inner: SignedInner,
}

/// The letters that lie before a space.
#[derive(Clone, Default)]
pub(crate) struct Letters {
    /// Those to be believed, in their order.
    pub(crate) all: Vec<Letter>,
    /// The rows they lie in, with those that say again what is said already.
    pub(crate) rows: Vec<store::Id>,
    /// Some are not to be believed.
    pub(crate) altered: bool,
}

/// A letter's event id and signed words, as bytes.
pub(crate) fn pack(id: &store::Id, inner: &SignedInner) -> Result<Vec<u8>, vault::Refused> {
    Ok([id.as_slice(), &inner.to_bytes()?].concat())
}

/// The other way round.
pub(crate) fn unpack(bytes: &[u8]) -> Option<(store::Id, SignedInner)> {
    let (id, inner) = bytes.split_first_chunk::<16>()?;
    Some((*id, SignedInner::from_slice(inner).ok()?))
}

/// Anybody may know the key that letters are sealed to: only the signature tells that one is its owner's own.
fn open(key: &SpaceKey, author: &store::Id, own: Option<&PublicIdentity>, sealed: &[u8]) -> Option<Letter> {
    let (event, inner) = unpack(&letter::open_letter(key, sealed).ok()?)?;
    inner.verify(own?, key.space(), &event, author).ok()?;
    Some(Letter { event, inner })
}

impl Host {
    /// The letters that lie before the private space.
    pub(crate) async fn letters(
        &self,
        line: &Line<'_>,
        key: &SpaceKey,
        author: store::Id,
        loaded: &Loaded,
    ) -> Result<Letters, Broken> {
        let authors = loaded.authors();
        let own = authors.iter().find(|(id, _)| *id == author).map(|(_, public)| public);
        let mut letters = Letters::default();
        for row in line.ask(keeper::Letters {}).await? {
            let Some(letter) = open(key, &author, own, &row.sealed) else {
                letters.altered = true;
                continue;
            };
            letters.rows.push(row.id);
            // A form that came again after its act was forgotten says what lies here, or in the log, already.
            let here = letters.all.iter().any(|other| other.event == letter.event);
            let (space, id) = (*key.space(), letter.event);
            if !here && !line.ask(keeper::EventById { space, id }).await? {
                letters.all.push(letter);
            }
        }
        letters.all.sort_by_key(|letter| (letter.inner.time_ms, letter.event));
        Ok(letters)
    }

    /// Folds the letters into a private space as if they lay at the end of its log, where they will.
    pub(crate) async fn load_letters(
        &self,
        line: &Line<'_>,
        key: &SpaceKey,
        author: store::Id,
        private: &mut Opened<Private>,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        loaded.letters = self.letters(line, key, author, loaded).await?;
        private.altered |= loaded.letters.altered;
        for (n, letter) in (1u64..).zip(&loaded.letters.all) {
            let seq = private.head.seq.saturating_add(n);
            let item: Item = to_item(author, &letter.inner);
            apply(&mut private.state, seq, &item);
            loaded.items.insert((SpaceName::Private, seq), item);
        }
        Ok(())
    }
}
