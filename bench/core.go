package main

import (
	"errors"
	"testing"
	"time"

	"traject/demo"
	"traject/druk"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// coreFigures measures the law and the letter without anything around them.
func coreFigures() ([]figure, error) {
	book, err := wetten.Laad()
	if err != nil {
		return nil, err
	}
	law, ok := book.Recht(begrip.Wi2021, demo.Beleid)
	if !ok {
		return nil, errors.New("the policy of the demo is missing")
	}
	day := begrip.MoetDag("2026-11-21")
	events, letter, err := subject(law, day)
	if err != nil {
		return nil, err
	}
	d := dossier.Opbouwen(events, day, 0)
	a := recht.Reken(d, law)
	var out []figure
	for _, c := range []struct {
		name, conditions, promise string
		do                        func()
	}{
		{"wetten-laden", "alle waarden, uit het programma", "", func() { _, err = wetten.Laad() }},
		{"dossier-vouwen", "één dossier", "", func() { dossier.Opbouwen(events, day, 0) }},
		{"recht-rekenen", "één dossier met alle redenen", "< 30 us", func() { recht.Reken(d, law) }},
		{"taken-afleiden", "één dossier", "", func() { agenda.Afleiden(d, a) }},
		{"pip-brief-pdf", "één brief, niet over HTTP", "< 10 ms", func() { _, err = druk.PDF(letter) }},
	} {
		r := testing.Benchmark(func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
		})
		if err != nil {
			return nil, err
		}
		us := float64(r.NsPerOp()) / float64(time.Microsecond)
		out = append(out, single(c.name, us, "us", c.conditions, c.promise))
		if c.name == "recht-rekenen" {
			out = append(out, single(c.name+"-allocs", float64(r.AllocsPerOp()), "stuks", c.conditions, "< 100"))
		}
	}
	return out, nil
}

// subject picks from the demo the longest dossier that has a PIP letter.
func subject(law *wetten.Recht, day begrip.Datum) ([]dossier.Gebeurtenis, brief.Brief, error) {
	var events []dossier.Gebeurtenis
	var letter brief.Brief
	for p := range demo.Maak(demo.Opdracht{Vandaag: day, Zaad: 1, Omvang: 100, Recht: law}) {
		for _, g := range p.Gebeurtenissen {
			f, ok := g.Feit.(*dossier.BriefOpgemaakt)
			if !ok || f.Brief != "pip" || len(p.Gebeurtenissen) <= len(events) {
				continue
			}
			b, err := brief.Lees(f.Stuk)
			if err != nil {
				return nil, brief.Brief{}, err
			}
			events, letter = p.Gebeurtenissen, b
		}
	}
	if events == nil {
		return nil, letter, errors.New("the demo has no dossier with a PIP letter")
	}
	return events, letter, nil
}
