use crate::engine::{Cells, Pen};
use crate::event::Waiting;
use crate::value::Value;
use crate::{Broken, WriteError};

/// The transaction that writes are applied in.
pub(crate) struct Txn<'a> {
    pen: &'a mut Pen,
    /// Whether anything has changed since this was last set to false.
    pub(crate) touched: bool,
    /// Events whose heads are moved already; they go into the table several at a time.
    waiting: Waiting,
}

impl<'a> Txn<'a> {
    pub(crate) fn new(pen: &'a mut Pen) -> Self {
        Self { pen, touched: false, waiting: Waiting::default() }
    }

    /// Runs a statement that may change any number of rows and looks at no events.
    pub(crate) async fn run_apart(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, WriteError> {
        let rows = self.pen.run(sql, args).await?;
        self.touched |= rows > 0;
        Ok(rows)
    }

    /// Runs a statement that may change any number of rows.
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, WriteError> {
        self.put_waiting().await?;
        self.run_apart(sql, args).await
    }

    /// Runs a statement that must change a row; `otherwise` says what it means when it does not.
    pub(crate) async fn must(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        otherwise: WriteError,
    ) -> Result<(), WriteError> {
        match self.run(sql, args).await? {
            0 => Err(otherwise),
            _ => Ok(()),
        }
    }

    /// Reads one row as the transaction sees it.
    pub(crate) async fn one<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        make: impl Fn(&Cells) -> Result<T, Broken>,
    ) -> Result<Option<T>, WriteError> {
        Ok(self.pen.one(sql, args, make).await?)
    }

    /// Lets an event wait for others to go with; its space's head has moved.
    pub(crate) fn wait(&mut self, event: Vec<Value>) {
        self.touched = true;
        self.waiting.add(event);
    }

    /// Puts the events that wait into the table.
    pub(crate) async fn put_waiting(&mut self) -> Result<(), WriteError> {
        while let Some((sql, args, count)) = self.waiting.next() {
            // A failure here may be an earlier write's, so it must never pass for a clean one.
            self.touched = true;
            if self.pen.run(sql, args).await? != count {
                return Err(WriteError::Taken("event"));
            }
        }
        Ok(())
    }
}
