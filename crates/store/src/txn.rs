use crate::engine::{Cells, Pen};
use crate::value::Value;
use crate::{Broken, WriteError};

/// The transaction a write is applied in; it remembers whether the write has changed anything yet.
pub(crate) struct Txn<'a> {
    pen: &'a mut Pen,
    pub(crate) touched: bool,
}

impl<'a> Txn<'a> {
    pub(crate) fn new(pen: &'a mut Pen) -> Self {
        Self { pen, touched: false }
    }

    /// Runs a statement that may change any number of rows.
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, WriteError> {
        let rows = self.pen.run(sql, args).await?;
        self.touched |= rows > 0;
        Ok(rows)
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
}
