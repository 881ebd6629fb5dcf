// Package storetest answers whether all engines keep dossiers alike: one suite of
// readable examples that every engine runs from its own test. It also starts a
// throw-away PostgreSQL for tests of other rooms.
package storetest
