// Package jobs answers one question: when does it run?
//
// Work that nobody clicks for runs here on a timer: the daily review of dossiers in
// which time alone changes something, and the outbox. What the work does is in app;
// a job re-checks at its moment whether it is still needed, so running it twice or
// on two machines does no harm.
package jobs
