//! Every promise of the store, required on each engine there is. An engine implements `Engine` in `made.rs` and has
//! a module in `for_each_engine!`; no promise is written twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

/// Requires each promise of each engine. A promise that is not named here is an unused function, which does not pass.
macro_rules! for_each_engine {
    ($($promise:ident)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $promise() {
                super::$promise(&crate::made::SqliteFile::new()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $promise() {
                super::$promise(&crate::made::Database(crate::postgres::database().await)).await;
            })*
        }
    };
}

#[path = "contract/accounts.rs"]
mod accounts;
#[path = "contract/couples.rs"]
mod couples;
#[path = "contract/feeds.rs"]
mod feeds;
#[path = "contract/gates.rs"]
mod gates;
#[path = "contract/groups.rs"]
mod groups;
#[path = "contract/invites.rs"]
mod invites;
#[path = "contract/made.rs"]
mod made;
#[path = "contract/pages.rs"]
mod pages;
#[path = "support/postgres.rs"]
mod postgres;
#[path = "contract/spaces.rs"]
mod spaces;
#[path = "contract/waiting.rs"]
mod waiting;
#[path = "contract/whole.rs"]
mod whole;
#[path = "contract/writes.rs"]
mod writes;
