// Package meet answers how it is going: how long requests and the store take, what
// waits, when a job last succeeded. It never says about whom. Names of routes,
// operations, jobs and kinds of work are words of this program; nothing that a person
// typed, no address and no header becomes a label or an attribute.
package meet
