package main

import (
	"context"
	"fmt"

	"traject/app"
	"traject/store"
)

// rotate gives every municipality a new present key, wraps the keys of all dossiers
// with it and makes the lists again, while others go on working. The old key stays in
// the file: messages without a dossier and backups are still sealed with it. Keys of a
// vault are made there: add the new one as the last line, wait until every instance has
// read it (a minute), and then run this.
func rotate(ctx context.Context, args []string, c console) error {
	s, err := settingsFor("sleutelwissel", args, c)
	if err != nil {
		return err
	}
	var file *store.Sleutelbestand // nil: the keys come from elsewhere and the new one is already among them
	if s.Ops.Keys+s.Ops.KeyCommand == "" {
		if file, err = store.SleutelsUitBestand(s.keyPath(), false); err != nil {
			return err
		}
	}
	return eachHouse(ctx, "sleutelwissel", args, c, func(h *app.Huis, who app.Wie) error {
		if file != nil {
			if err := file.Wissel(h.Gemeente); err != nil {
				return err
			}
		}
		wrapped, err := h.Kelder.VernieuwSleutels(ctx, h.Gemeente)
		if err != nil {
			return err
		}
		if _, err := h.Herbouw(ctx, who, func(n int) { fmt.Fprintf(c.err, "%d dossiers gedaan\n", n) }); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Gemeente %s: %d dossiers hebben een nieuwe sleutel. Bewaar de oude regel in %s zolang er reservekopieën van eerder zijn.\n", h.Gemeente, wrapped, s.keySource())
		return nil
	})
}
