package main

import (
	"io"
	"log"
	"testing"
)

// What a library prints by itself may quote a line about a person; it goes nowhere.
func TestLibrariesPrintNothing(t *testing.T) {
	was := log.Writer()
	defer log.SetOutput(was)
	quietLibraries()
	if log.Writer() != io.Discard {
		t.Error("the standard logger still writes somewhere")
	}
}
