// Package geheugen keeps dossiers in memory, for tests of other rooms and for
// trying things out: no mocks are needed, because it passes the same suite as the
// databases. When the program ends, everything is gone.
package geheugen
