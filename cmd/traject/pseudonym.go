package main

import (
	"context"
	"fmt"
	"regexp"

	"traject/store"
)

var dossierNumber = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,9}$`)

// pseudonym prints under which names one dossier stands in the Logboek Dataverwerkingen,
// one for each key, for whoever answers a person who asks what was done with their data.
func pseudonym(ctx context.Context, args []string, c console) error {
	fs, file := flags("pseudoniem")
	if err := fs.Parse(args); err != nil || fs.NArg() != 1 || !dossierNumber.MatchString(fs.Arg(0)) {
		return fault(err, "pseudoniem: geef één dossiernummer, zoals 2026-0412.")
	}
	s, err := readSettings(*file, environ())
	if err != nil {
		return err
	}
	if s.Municipality == "" {
		return fault(nil, "TRAJECT_GEMEENTE ontbreekt. Vul de CBS-code van de gemeente in.")
	}
	keys, err := s.openKeys(ctx, false)
	if err != nil {
		return err
	}
	for _, g := range s.municipalities() {
		names, err := store.PseudoniemenBijElkeSleutel(keys, g, fs.Arg(0))
		if err != nil {
			return err
		}
		for _, n := range names {
			fmt.Fprintf(c.out, "%s %s\n", g, n)
		}
	}
	return nil
}
