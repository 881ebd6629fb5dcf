// Package sqlite keeps dossiers in SQLite: one folder, in it one file per
// municipality, nothing to install. It is the default.
//
// One connection writes and takes its turn by itself (BEGIN IMMEDIATE); those who come
// meanwhile go together in its next transaction (beurten.go). Several read beside it
// without waiting (WAL). What is acknowledged is on disk (synchronous=FULL). What is deleted is overwritten (secure_delete), so that a
// destroyed key does not live on in the file.
package sqlite
