//! Where the passphrase function runs: off the async threads, a few at a time.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// How many may wait for a turn at the passphrase function before others are asked to come back.
const QUEUE: usize = 64;

/// Runs the passphrase function on a few low-priority threads, so that pages stay fast while many sign in.
pub(crate) struct Provers {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Provers {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let turns = cores.saturating_sub(1).max(1);
        let (turns, queue) = (Arc::new(Semaphore::new(turns)), Arc::new(Semaphore::new(QUEUE)));
        Self { turns, queue }
    }

    /// `None` when too many are waiting.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let _place = Arc::clone(&self.queue).try_acquire_owned().ok()?;
        let _turn = self.turns.acquire().await.ok()?;
        let task = tokio::task::spawn_blocking(move || {
            // Threads of the pool are reused; a lower priority on all of them is what we want.
            let _ = rustix::process::nice(10);
            work()
        });
        task.await.ok()
    }
}
