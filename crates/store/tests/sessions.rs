//! Sessions: their own file, their own end.
#![allow(clippy::unwrap_used)]

use store::{Hash, Session, Sessions};

struct Folder(tempfile::TempDir);

impl Folder {
    async fn open(&self) -> Sessions {
        Sessions::open(&self.0.path().join("sessions.sqlite")).await.unwrap()
    }
}

async fn opened() -> (Folder, Sessions) {
    let folder = Folder(tempfile::tempdir().unwrap());
    let sessions = folder.open().await;
    (folder, sessions)
}

fn hash(n: u8) -> Hash {
    [n; 32]
}

fn session(n: u8, account: u8) -> Session {
    Session {
        id_hash: hash(n),
        account: [account; 16],
        sealed_keys: format!("keys {n}").into_bytes(),
        sealed_private: None,
        created: 10,
        seen: 10,
        private_seen: None,
        expires: 100,
        mine: false,
        words: 70_000,
    }
}

#[tokio::test]
async fn a_session_is_found_by_its_hash_also_after_a_restart() {
    let (folder, sessions) = opened().await;
    sessions.put(&session(1, 7)).await.unwrap();
    sessions.close().await;
    let sessions = folder.open().await;
    assert_eq!(sessions.get(&hash(1)).await.unwrap(), Some(session(1, 7)));
    assert_eq!(sessions.get(&hash(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_mark_never_goes_back_in_time() {
    let (_folder, sessions) = opened().await;
    sessions.put(&session(1, 7)).await.unwrap();
    sessions.mark_seen(&hash(1), 30).await.unwrap();
    sessions.mark_seen(&hash(1), 20).await.unwrap();
    assert_eq!(sessions.get(&hash(1)).await.unwrap().unwrap().seen, 30);
}

#[tokio::test]
async fn the_private_space_opens_and_shuts_in_one_session() {
    let (_folder, sessions) = opened().await;
    sessions.put(&session(1, 7)).await.unwrap();
    sessions.put(&session(2, 7)).await.unwrap();
    assert!(!sessions.set_private(&hash(3), b"private", 20).await.unwrap());
    assert!(sessions.set_private(&hash(1), b"private", 20).await.unwrap());
    sessions.mark_private_seen(&hash(1), 25).await.unwrap();
    sessions.mark_private_seen(&hash(2), 25).await.unwrap();
    let open = sessions.get(&hash(1)).await.unwrap().unwrap();
    assert_eq!((open.sealed_private.as_deref(), open.private_seen), (Some(&b"private"[..]), Some(25)));
    assert_eq!(sessions.get(&hash(2)).await.unwrap(), Some(session(2, 7)));
    sessions.drop_private(&hash(1)).await.unwrap();
    assert_eq!(sessions.get(&hash(1)).await.unwrap(), Some(session(1, 7)));
}

#[tokio::test]
async fn private_spaces_left_open_are_shut() {
    let (_folder, sessions) = opened().await;
    for (n, at) in [(1, 20), (2, 40)] {
        sessions.put(&session(n, 7)).await.unwrap();
        sessions.set_private(&hash(n), b"private", at).await.unwrap();
    }
    assert_eq!(sessions.drop_private_before(30).await.unwrap(), 1);
    assert!(sessions.get(&hash(1)).await.unwrap().unwrap().sealed_private.is_none());
    assert!(sessions.get(&hash(2)).await.unwrap().unwrap().sealed_private.is_some());
}

#[tokio::test]
async fn new_keys_are_kept_only_in_a_session_that_is_there() {
    let (_folder, sessions) = opened().await;
    sessions.put(&session(1, 7)).await.unwrap();
    assert!(sessions.set_keys(&hash(1), b"more keys").await.unwrap());
    assert!(!sessions.set_keys(&hash(2), b"more keys").await.unwrap());
    assert_eq!(sessions.get(&hash(1)).await.unwrap().unwrap().sealed_keys, b"more keys");
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions_only() {
    let (_folder, sessions) = opened().await;
    for (n, account) in [(1, 7), (2, 7), (3, 7), (4, 8)] {
        sessions.put(&session(n, account)).await.unwrap();
    }
    assert_eq!(sessions.list(&[7; 16]).await.unwrap().len(), 3);
    assert!(!sessions.end_of(&[7; 16], &hash(4)).await.unwrap());
    assert!(sessions.end_of(&[7; 16], &hash(1)).await.unwrap());
    sessions.end_others(&[7; 16], &hash(3)).await.unwrap();
    assert_eq!(sessions.list(&[7; 16]).await.unwrap(), [session(3, 7)]);
    sessions.end_all(&[7; 16]).await.unwrap();
    assert!(sessions.list(&[7; 16]).await.unwrap().is_empty());
    sessions.end(&hash(5)).await.unwrap();
    assert_eq!(sessions.get(&hash(4)).await.unwrap(), Some(session(4, 8)));
}

#[tokio::test]
async fn sessions_end_with_time_and_idle_ones_unless_the_device_is_ones_own() {
    let (_folder, sessions) = opened().await;
    let idle = Session { seen: 10, ..session(1, 7) };
    let own = Session { seen: 10, mine: true, ..session(2, 7) };
    let used = Session { seen: 60, ..session(3, 7) };
    let over = Session { seen: 60, mine: true, expires: 69, ..session(4, 7) };
    for session in [&idle, &own, &used, &over] {
        sessions.put(session).await.unwrap();
    }
    assert_eq!(sessions.purge(70, 50).await.unwrap(), 2);
    let mut left = sessions.list(&[7; 16]).await.unwrap();
    left.sort_by_key(|session| session.id_hash);
    assert_eq!(left, [own, used]);
}

#[tokio::test]
async fn ended_keys_are_in_no_file_any_more() {
    let (folder, sessions) = opened().await;
    sessions.put(&session(1, 7)).await.unwrap();
    sessions.set_private(&hash(1), b"the private key", 20).await.unwrap();
    sessions.drop_private(&hash(1)).await.unwrap();
    sessions.end(&hash(1)).await.unwrap();
    sessions.checkpoint().await.unwrap();
    for file in std::fs::read_dir(folder.0.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [&b"keys 1"[..], b"the private key"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}
