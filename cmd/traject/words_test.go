package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The log names an address by its words only. A page whose word is not among them would stand
// there as {}, and nobody who keeps this running could tell which page it was.
func TestEveryPageHasItsWordsInTheLog(t *testing.T) {
	sources, err := filepath.Glob("../../web/*.go")
	if err != nil {
		t.Fatal(err)
	}
	pattern := regexp.MustCompile(`"(?:GET|POST) /([^"]*)"|\bpad: +"([a-z/-]+)"`)
	words := 0
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pattern.FindAllStringSubmatch(string(text), -1) {
			for _, word := range strings.Split(m[1]+m[2], "/") {
				if word == "" || strings.HasPrefix(word, "{") {
					continue
				}
				if words++; !routeWords[word] {
					t.Errorf("%s has a page with %q in its address; put it in routeWords (server.go)", filepath.Base(source), word)
				}
			}
		}
	}
	if words < 50 {
		t.Errorf("found %d words: the pages are written in another way than this test reads", words)
	}
}
