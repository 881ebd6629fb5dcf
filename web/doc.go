// Package web is the front door for people: pages rendered on the server that
// work without JavaScript, by keyboard and at 320 pixels.
//
// It answers one question: how does what the house knows look to a person? It
// asks package app for everything and decides nothing itself. One handler per
// page; a handler returns an error and one funnel (fouten.go) turns that into a
// calm sentence. Structs for pages are built by plain functions from answers of
// app, so they are tested without HTTP; templates (*.templ) only print them.
//
// Words on the screen are plain Dutch. The look stands in vormgeving/ and is
// bundled by `go generate` into bestanden/, which is committed and embedded:
// installing traject does not need npm.
package web

//go:generate go run -tags bundel bundel.go
//go:generate go tool templ generate
