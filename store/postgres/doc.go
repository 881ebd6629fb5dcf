// Package postgres keeps dossiers in PostgreSQL 15 or newer, for several
// instances side by side. It uses plain PostgreSQL only, so that a distributed
// database that speaks its protocol will do as well.
//
// Row-level security keeps municipalities apart: each transaction says for which
// one it works, and rows of another do not exist in it. That holds only for a role
// that is neither owner nor superuser; Open refuses others. Migreer runs as the owner.
package postgres
