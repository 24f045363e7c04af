//! What is written for the private space while it is shut lies before it as letters, and is there when it opens.

use server::browser::text;

use crate::support::*;

async fn shut<'h>(house: &'h House) -> server::browser::Browser<'h> {
    let mut alex = ALEX.begins(house).await;
    alex.now += 11 * MINUTE;
    assert_eq!(goes(&read(&mut alex, "/me/notes").await), "/me/open?to=/me/notes");
    alex
}

async fn letters(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT COUNT(*) FROM letter").fetch_one(&mut db).await.unwrap()
}

#[tokio::test]
async fn notes_written_while_it_is_shut_are_there_when_it_opens_in_their_order() {
    let house = House::new().await;
    let mut alex = shut(&house).await;
    for n in 0..5 {
        alex.now += 1000;
        let reply = send(&mut alex, "/me/note", "/me/note", &[("text", &format!("note number {n}"))]).await;
        assert_eq!(goes(&reply), "/me/note?kept=yes");
    }
    assert_eq!(letters(&house).await, 5);
    let mut open = ALEX.enters(&house, alex.now + 1000, 30).await;
    let notes = page(&mut open, "/me/notes").await;
    let places: Vec<_> = (0..5).map(|n| notes.find(&format!("note number {n}")).unwrap()).collect();
    assert!(places.is_sorted_by(|a, b| a > b), "newest first: {places:?}");
    assert_eq!(letters(&house).await, 5, "reading moves nothing");
    send(&mut open, "/me/note", "/me/note", &[("text", "note number 5")]).await;
    assert_eq!(letters(&house).await, 0, "the next thing that is kept takes them along");
    let notes = page(&mut open, "/me/notes").await;
    let places: Vec<_> = (0..6).map(|n| notes.find(&format!("note number {n}")).unwrap()).collect();
    assert!(places.is_sorted_by(|a, b| a > b), "{places:?}");
    assert_eq!(count(&notes, ".trouble"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_visits_never_move_one_letter_twice() {
    let house = House::new().await;
    let mut alex = shut(&house).await;
    for n in 0..10 {
        send(&mut alex, "/me/note", "/me/note", &[("text", &format!("letter {n}."))]).await;
    }
    let now = alex.now;
    let (mut here, mut there) = (ALEX.enters(&house, now, 30).await, ALEX.enters(&house, now, 31).await);
    let (one, other, while_shut) = tokio::join!(
        send(&mut here, "/me/note", "/me/note", &[("text", "written here.")]),
        send(&mut there, "/me/note", "/me/note", &[("text", "kept yonder.")]),
        send(&mut alex, "/me/note", "/me/note", &[("text", "while shut.")]),
    );
    assert_eq!((one.status, other.status, while_shut.status), (303, 303, 303));
    let notes = page(&mut here, "/me/notes").await;
    let words = (0..10)
        .map(|n| format!("letter {n}."))
        .chain(["written here.", "kept yonder.", "while shut."].map(str::to_owned));
    for words in words {
        assert_eq!(notes.matches(&words).count(), 1, "{words}");
    }
}

/// The key letters are sealed to is plain in the database: without the author's signature a letter is not believed.
#[tokio::test]
async fn a_letter_that_somebody_else_sealed_is_not_believed() {
    let house = House::new().await;
    let mut sam = SAM.begins(&house).await;
    sam.now += 11 * MINUTE;
    read(&mut sam, "/me").await;
    let mut alex = shut(&house).await;
    send(&mut alex, "/me/note", "/me/note", &[("text", "truly mine")]).await;
    let mut db = House::tamper(&house.data()).await;
    let (space, epoch, key): (Vec<u8>, i64, Vec<u8>) =
        sqlx::query_as("SELECT s.id, s.epoch, s.drop_public FROM space s JOIN letter l ON l.space = s.id")
            .fetch_one(&mut db)
            .await
            .unwrap();
    let drop = vault::DropPublic { epoch: epoch as u32, key: key.try_into().unwrap() };
    let space: [u8; 16] = space.try_into().unwrap();
    let mut chance = vault::Chance::from_seed([9; 32]);
    let forger = vault::Identity::new(&mut chance);
    let signer = vault::SessionSigner::new(&forger, i64::MAX, &mut chance);
    let words =
        domain::private::Event::NoteKept { place: "journal".into(), text: "put into my mouth".into() };
    let body = domain::event::encode(&words);
    let account: Vec<u8> = sqlx::query_scalar("SELECT account FROM space_grant WHERE space = ?1")
        .bind(space.as_slice())
        .fetch_one(&mut db)
        .await
        .unwrap();
    let account: [u8; 16] = account.try_into().unwrap();
    let inner =
        vault::SignedInner::sign(&signer, &space, &[5; 16], &account, NOW, vault::Seen::default(), body);
    let bytes = [[5u8; 16].as_slice(), &inner.to_bytes().unwrap()].concat();
    let sealed = vault::letter::seal_letter(&drop, &space, &bytes, &mut chance).unwrap();
    sqlx::query("INSERT INTO letter (id, space, epoch, sealed) VALUES (?1, ?2, ?3, ?4)")
        .bind([7u8; 16].as_slice())
        .bind(space.as_slice())
        .bind(epoch)
        .bind(sealed)
        .execute(&mut db)
        .await
        .unwrap();
    let mut open = ALEX.enters(&house, alex.now, 30).await;
    let notes = page(&mut open, "/me/notes").await;
    assert!(notes.contains("truly mine") && !notes.contains("put into my mouth"));
    assert_eq!(count(&notes, ".trouble"), 1);
    let reply = send(&mut open, "/me/note", "/me/note", &[("text", "one more")]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
    assert!(!page(&mut open, "/me/notes").await.contains("put into my mouth"));
}
