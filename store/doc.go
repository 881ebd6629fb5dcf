// Package store answers one question: where is it kept?
//
// It holds the contract of storage (Kelder), the form of the rows that all
// engines share, the sealing of personal data and the SQL that has proven to
// serve both engines. The engines themselves are store/sqlite, store/postgres
// and store/geheugen; store/storetest proves that they behave alike.
//
// A dossier is a log of facts. Facts are only ever added, each sealed with the
// key of its dossier and linked to the one before by a hash. Everything else
// (worklist, search, figures) is derived from the log: it may be thrown away and
// made again. The law is unknown here; app hands in rows that are ready to keep.
package store
