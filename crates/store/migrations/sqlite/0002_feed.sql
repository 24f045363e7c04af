CREATE TABLE feed (
    token_hash BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX feed_account ON feed (account);
