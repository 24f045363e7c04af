CREATE TABLE feed (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX feed_account ON feed (account);
