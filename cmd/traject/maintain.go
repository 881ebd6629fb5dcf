package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/store"
)

// migrate brings the storage to the form of this program.
func migrate(ctx context.Context, args []string, c console) error {
	s, err := settingsFor("migrate", args, c)
	if err != nil {
		return err
	}
	if err := migrateStore(ctx, s); err != nil {
		return err
	}
	fmt.Fprintln(c.out, "De opslag heeft de vorm van dit programma.")
	return nil
}

// check reads all chains again, folds every dossier and compares with the lists.
func check(ctx context.Context, args []string, c console) error {
	wrong := 0
	err := eachHouse(ctx, "check", args, c, func(h *app.Huis, who app.Wie) error {
		r, err := h.Controleer(ctx, who, func(n int) { fmt.Fprintf(c.err, "%d dossiers nagelopen\n", n) })
		if err != nil {
			return err
		}
		for _, line := range r.Fouten {
			fmt.Fprintln(c.out, line)
		}
		wrong += len(r.Fouten)
		fmt.Fprintf(c.out, "Gemeente %s: %d dossiers met %d feiten nagelopen in %s; %d fouten.\n", h.Gemeente, r.Dossiers, r.Feiten, r.Duur, len(r.Fouten))
		return nil
	})
	if err == nil && wrong > 0 {
		return fault(nil, "er zijn %d fouten gevonden; zie hierboven.", wrong)
	}
	return err
}

// rebuild makes all lists again from the facts. When the one before was stopped halfway
// it goes on there; --opnieuw begins at the beginning. With --herreken it goes the quick
// road along the extracts, and touches only what the law or the policy changes.
func rebuild(ctx context.Context, args []string, c console) error {
	again, quick := slices.Contains(args, "--opnieuw"), slices.Contains(args, "--herreken")
	args = slices.DeleteFunc(slices.Clone(args), func(s string) bool { return s == "--opnieuw" || s == "--herreken" })
	if again && quick {
		return fault(nil, "--opnieuw en --herreken gaan niet samen. Kies --opnieuw om niets te vertrouwen wat er staat.")
	}
	return eachHouse(ctx, "rebuild", args, c, func(h *app.Huis, who app.Wie) error {
		told := time.Now()
		progress := func(n int) {
			if time.Since(told) >= 2*time.Second {
				told = time.Now()
				fmt.Fprintf(c.err, "%d dossiers gedaan (Ctrl-C stopt; de volgende keer gaat het daar verder)\n", n)
			}
		}
		if quick {
			return recalculate(ctx, h, who, progress, c)
		}
		var n int
		var after string
		var err error
		if again {
			n, err = h.Herbouw(ctx, who, progress)
		} else {
			n, after, err = h.HerbouwVerder(ctx, who, progress)
		}
		if after != "" {
			fmt.Fprintf(c.out, "Gemeente %s: verder na dossier %s, waar het vorige werk stopte. Met --opnieuw begint het vooraan.\n", h.Gemeente, after)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Gemeente %s: de lijsten van %d dossiers zijn opnieuw gemaakt.\n", h.Gemeente, n)
		return nil
	})
}

func recalculate(ctx context.Context, h *app.Huis, who app.Wie, progress app.Voortgang, c console) error {
	start := time.Now()
	r, err := h.Herreken(ctx, who, progress)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Gemeente %s: %d dossiers herrekend in %.1f s; van %d veranderde er iets in de lijsten.\n", h.Gemeente, r.Gedaan, time.Since(start).Seconds(), r.Gewijzigd)
	return nil
}

func settingsFor(name string, args []string, c console) (settings, error) {
	fs, file := flags(name)
	if err := parseFlags(fs, args); err != nil {
		return settings{}, err
	}
	return readSettings(*file, environ())
}

// eachHouse does f for every municipality that keeps something in this storage.
func eachHouse(ctx context.Context, name string, args []string, c console, f func(*app.Huis, app.Wie) error) error {
	s, err := settingsFor(name, args, c)
	if err != nil {
		return err
	}
	cellar, err := openStore(ctx, s, false, false)
	if err != nil {
		return err
	}
	err = eachMunicipality(ctx, cellar, s, f)
	if shut := cellar.Sluit(); err == nil && shut != nil {
		return fmt.Errorf("de opslag sluiten: %w", shut)
	}
	return err
}

func eachMunicipality(ctx context.Context, cellar store.Kelder, s settings, f func(*app.Huis, app.Wie) error) error {
	all, err := cellar.Gemeenten(ctx)
	if err != nil {
		return fmt.Errorf("de gemeenten in de opslag lezen: %w", err)
	}
	for _, g := range all {
		h, err := house(cellar, s.forOne(g), houseExtras{staff: staffOf(g)})
		if err != nil {
			return err
		}
		if err := f(h, system(g)); err != nil {
			return err
		}
	}
	return nil
}

// system is the house itself, when it works without a person.
func system(g begrip.Gemeente) app.Wie {
	return app.Wie{Gebruiker: "systeem", Naam: "traject", Rol: begrip.Systeem, Gemeente: g}
}
