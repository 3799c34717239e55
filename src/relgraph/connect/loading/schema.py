"""The tables of a spool."""

SCHEMA = """
CREATE TABLE files (file INTEGER PRIMARY KEY, name TEXT, path TEXT, header_start INTEGER, header_end INTEGER);
CREATE TABLE notes (file INTEGER, note TEXT, UNIQUE (file, note));
CREATE TABLE rows (file INTEGER, line INTEGER, start INTEGER, end INTEGER, fate INTEGER DEFAULT 0,
  PRIMARY KEY (file, line)) WITHOUT ROWID;
CREATE TABLE problems (file INTEGER, line INTEGER, "column" TEXT, message TEXT, remedy TEXT);
CREATE TABLE things (n INTEGER PRIMARY KEY, rank INTEGER, file INTEGER, line INTEGER, id TEXT, key TEXT, said TEXT,
  thing TEXT, columns TEXT, derived INTEGER);
CREATE UNIQUE INDEX thing_keys ON things (rank, key);
CREATE INDEX thing_ids ON things (id);
CREATE TABLE identifiers (id TEXT, noun TEXT, entity TEXT, file INTEGER, line INTEGER, source TEXT, "column" TEXT,
  PRIMARY KEY (id, entity)) WITHOUT ROWID;
CREATE INDEX identified ON identifiers (entity);
CREATE TABLE traffic (sender INTEGER, receiver INTEGER, at INTEGER, told INTEGER);
CREATE TABLE flows (n INTEGER PRIMARY KEY, sender INTEGER, receiver INTEGER, channel INTEGER, told BLOB);
"""
