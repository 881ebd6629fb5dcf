// Command traject is the whole house in one binary: serve, demo, migrate, check,
// rebuild, reken and help.
//
// This room only plugs the parts together: which store, which pages, which clock.
// What the law says is in kern, what one may do is in app. A fault at start is one
// clear Dutch sentence on stderr and exit 1, never a stack trace.
package main
