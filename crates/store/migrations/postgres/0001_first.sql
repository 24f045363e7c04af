CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE account (
    id BYTEA NOT NULL PRIMARY KEY,
    name_mac BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    pepper_id TEXT NOT NULL,
    cost TEXT NOT NULL,
    public BYTEA NOT NULL,
    prefs TEXT NOT NULL,
    UNIQUE (name_mac, verifier)
);

CREATE TABLE wrap (
    account BYTEA NOT NULL,
    kind TEXT NOT NULL,
    id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account, kind, id)
);

CREATE TABLE attempt (
    who BYTEA NOT NULL,
    device BYTEA NOT NULL,
    fails BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (who, device)
);

CREATE TABLE pin (
    device BYTEA NOT NULL PRIMARY KEY,
    account BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    verifier BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX pin_account ON pin (account);

CREATE TABLE recovery (
    account BYTEA NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    requested_at BIGINT
);

CREATE TABLE space (
    id BYTEA NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL,
    head_seq BIGINT NOT NULL,
    head_hash BYTEA NOT NULL,
    drop_public BYTEA NOT NULL,
    erasures BIGINT NOT NULL
);

CREATE TABLE event (
    space BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    id BYTEA NOT NULL UNIQUE,
    header BYTEA NOT NULL,
    sealed BYTEA,
    sealed_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (space, seq)
);

CREATE TABLE space_grant (
    space BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    account BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account, space, epoch)
);
CREATE INDEX space_grant_space ON space_grant (space, epoch);

CREATE TABLE snapshot (
    space BYTEA NOT NULL,
    account BYTEA NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (space, account)
);
CREATE INDEX snapshot_account ON snapshot (account);

CREATE TABLE chapter (
    space BYTEA NOT NULL,
    account BYTEA NOT NULL,
    no BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (space, account, no)
);
CREATE INDEX chapter_account ON chapter (account);

CREATE TABLE letter (
    id BYTEA NOT NULL PRIMARY KEY,
    space BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX letter_space ON letter (space);

CREATE TABLE couple (
    id BYTEA NOT NULL PRIMARY KEY,
    space BYTEA NOT NULL UNIQUE,
    a BYTEA NOT NULL,
    b BYTEA NOT NULL,
    began BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX couple_a ON couple (a);
CREATE INDEX couple_b ON couple (b);

CREATE TABLE leaving (
    couple BYTEA NOT NULL PRIMARY KEY,
    leaver BYTEA NOT NULL,
    cut BIGINT NOT NULL,
    shows_on BIGINT NOT NULL
);
CREATE INDEX leaving_shows_on ON leaving (shows_on);

CREATE TABLE invite (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    inviter BYTEA NOT NULL,
    expires BIGINT NOT NULL,
    opened BIGINT,
    code_mac BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    state TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    joiner BYTEA,
    joined BIGINT
);
CREATE INDEX invite_inviter ON invite (inviter);
CREATE INDEX invite_joiner ON invite (joiner);

CREATE TABLE block (
    inviter BYTEA NOT NULL,
    target BYTEA NOT NULL,
    PRIMARY KEY (inviter, target)
);
CREATE INDEX block_target ON block (target);

CREATE TABLE gate (
    id BYTEA NOT NULL,
    side BYTEA NOT NULL,
    kind TEXT NOT NULL,
    expires BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (id, side)
);
CREATE INDEX gate_side ON gate (side);
CREATE INDEX gate_expires ON gate (expires);

CREATE TABLE act (
    id BYTEA NOT NULL PRIMARY KEY,
    account BYTEA,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE effect (
    id BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    due BIGINT NOT NULL,
    body TEXT NOT NULL,
    done BIGINT NOT NULL
);
CREATE INDEX effect_due ON effect (done, due);

CREATE TABLE reminder (
    account BYTEA NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (account, at, kind)
);
CREATE INDEX reminder_at ON reminder (at);
