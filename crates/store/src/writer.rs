//! The one task that writes. Whatever waits is committed together; a write that may not be applied drops out alone.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::engine::Pen;
use crate::txn::Txn;
use crate::{Broken, BrokenKind, Write, WriteError, Written};

/// How many writes share a commit at most, which bounds how long the first of them waits.
const GROUP: usize = 256;
/// How many writes wait at most before a writer has to wait to hand one over.
const WAITING: usize = 1024;
/// After which time the log is emptied again when a reader stood in the way.
const AGAIN: Duration = Duration::from_secs(2);

/// How often a group is applied again because another node wrote at the same time.
const RACES: u64 = 30;

/// Something for the writing task to do.
enum Job {
    Write(Box<Write>, oneshot::Sender<Outcome>),
    Checkpoint(oneshot::Sender<Result<(), Broken>>),
    Close(oneshot::Sender<()>),
}

type Outcome = Result<Written, WriteError>;
type Waiting = (Box<Write>, oneshot::Sender<Outcome>);

/// The way to the writing task.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    pub(crate) fn start(pen: Pen) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        tokio::spawn(work(pen, waiting));
        Self { jobs }
    }

    /// Hands a write over and waits until it is on the disk. It is carried out even if nobody waits any longer.
    pub(crate) async fn write(&self, write: Write) -> Outcome {
        self.ask(|answer| Job::Write(Box::new(write), answer)).await?
    }

    pub(crate) async fn checkpoint(&self) -> Result<(), Broken> {
        self.ask(Job::Checkpoint).await?
    }

    pub(crate) async fn close(&self) {
        // A store that is closed already has nothing left to close.
        let _ = self.ask(Job::Close).await;
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Result<T, Broken> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(job(answer)).await.map_err(|_| Broken::closed())?;
        answered.await.map_err(|_| Broken::closed())
    }
}

async fn work(mut pen: Pen, mut waiting: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(GROUP);
    // Whether something was erased that may still lie in the write-ahead log.
    let mut lingers = false;
    loop {
        let more = waiting.recv_many(&mut jobs, GROUP);
        let got = if lingers { timeout(AGAIN, more).await.ok() } else { Some(more.await) };
        if got == Some(0) {
            return;
        }
        let (mut group, mut checkpoints, mut closing) = (Vec::with_capacity(jobs.len()), Vec::new(), None);
        for job in jobs.drain(..) {
            match job {
                Job::Write(write, answer) => group.push((write, answer)),
                Job::Checkpoint(answer) => checkpoints.push(answer),
                Job::Close(answer) => closing = Some(answer),
            }
        }
        lingers |= group.iter().any(|(write, _)| write.erases());
        commit(&mut pen, group).await;
        if lingers || !checkpoints.is_empty() {
            let done = pen.checkpoint(!checkpoints.is_empty()).await;
            lingers &= done.is_err();
            for answer in checkpoints {
                let _ = answer.send(done.clone());
            }
        }
        if let Some(answer) = closing {
            waiting.close();
            let _ = pen.close().await;
            let _ = answer.send(());
            return;
        }
    }
}

async fn commit(pen: &mut Pen, group: Vec<Waiting>) {
    if group.is_empty() {
        return;
    }
    let mut tries = 0;
    let outcomes = loop {
        let outcomes = match together(pen, &group).await {
            Ok(None) => one_by_one(pen, &group).await.map(Some),
            done => done,
        };
        match outcomes {
            // Another node wrote at the same time, and nothing of ours was kept.
            Err(broken) if broken.kind == BrokenKind::Raced && tries < RACES => {
                pen.rollback().await;
                tries += 1;
                tokio::time::sleep(Duration::from_millis(tries)).await;
            }
            done => break done,
        }
    };
    match outcomes {
        Ok(outcomes) => {
            for ((_, answer), outcome) in group.into_iter().zip(outcomes.unwrap_or_default()) {
                let _ = answer.send(outcome);
            }
        }
        Err(broken) => {
            pen.rollback().await;
            for (_, answer) in group {
                let _ = answer.send(Err(broken.clone().into()));
            }
        }
    }
}

/// Applies a group without savepoints, as nearly every group allows. None, with nothing changed, when a write fails
/// after it has touched something, because what it touched can then not be told from what the others did.
async fn together(pen: &mut Pen, group: &[Waiting]) -> Result<Option<Vec<Outcome>>, Broken> {
    pen.begin().await?;
    match apply_all(&mut Txn::new(pen), group).await? {
        Some(outcomes) => {
            pen.commit().await?;
            Ok(Some(outcomes))
        }
        None => {
            pen.rollback().await;
            Ok(None)
        }
    }
}

async fn apply_all(txn: &mut Txn<'_>, group: &[Waiting]) -> Result<Option<Vec<Outcome>>, Broken> {
    let mut outcomes = Vec::with_capacity(group.len());
    for (write, _) in group {
        txn.touched = false;
        let outcome = write.apply(txn).await;
        if let Some(lost) = lost_whole(&outcome) {
            return Err(lost);
        }
        if outcome.is_err() && (txn.touched || matches!(outcome, Err(WriteError::Broken(_)))) {
            return Ok(None);
        }
        outcomes.push(outcome);
    }
    match txn.put_waiting().await {
        Ok(()) => Ok(Some(outcomes)),
        Err(refused) => lost_whole(&Err(refused)).map_or(Ok(None), Err),
    }
}

/// Why a whole transaction is lost, if it is: applying its writes one by one would come to the same.
fn lost_whole(outcome: &Outcome) -> Option<Broken> {
    match outcome {
        Err(WriteError::Broken(broken)) if matches!(broken.kind, BrokenKind::Raced | BrokenKind::Away) => {
            Some(broken.clone())
        }
        _ => None,
    }
}

/// Applies a group with each write under a savepoint of its own, so that a loser is undone alone.
async fn one_by_one(pen: &mut Pen, group: &[Waiting]) -> Result<Vec<Outcome>, Broken> {
    pen.begin().await?;
    let mut outcomes = Vec::with_capacity(group.len());
    for (write, _) in group {
        pen.run("SAVEPOINT one", vec![]).await?;
        let mut txn = Txn::new(pen);
        let outcome = match write.apply(&mut txn).await {
            Ok(written) => txn.put_waiting().await.map(|()| written),
            refused => refused,
        };
        if let Some(lost) = lost_whole(&outcome) {
            return Err(lost);
        }
        if let Err(refused) = &outcome {
            let undone = pen.run("ROLLBACK TO SAVEPOINT one", vec![]).await;
            undone.map_err(
                |undoing| if let WriteError::Broken(first) = refused { first.clone() } else { undoing },
            )?;
        }
        pen.run("RELEASE SAVEPOINT one", vec![]).await?;
        outcomes.push(outcome);
    }
    pen.commit().await?;
    Ok(outcomes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::Opening;
    use crate::{BrokenKind, Row, WriteError};

    fn setting(key: &str, length: usize) -> Write {
        let row = Row::PutSetting { key: key.to_owned(), value: "x".repeat(length) };
        Write { rows: vec![row], ..Write::default() }
    }

    #[tokio::test]
    async fn a_full_disk_refuses_what_does_not_fit_and_the_writer_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let (mut pen, _readers) = Opening::store(&folder.path().join("full")).open().await.unwrap();
        pen.one("PRAGMA max_page_count = 60", vec![], |_| Ok(())).await.unwrap();
        let writer = Writer::start(pen);
        writer.write(setting("small", 10)).await.unwrap();
        let (large, beside) =
            tokio::join!(writer.write(setting("large", 1 << 20)), writer.write(setting("a", 10)));
        let Err(WriteError::Broken(broken)) = large else { panic!() };
        assert_eq!(broken.kind, BrokenKind::DiskFull);
        // Whoever shared the group with it may be refused as well, but is never told otherwise than it is.
        assert!(matches!(beside, Err(WriteError::Broken(broken)) if broken.kind == BrokenKind::DiskFull));
        writer.write(setting("b", 10)).await.unwrap();
    }
}
