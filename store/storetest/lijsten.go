package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/store"
)

// taken gives a dossier these tasks, each with its last day; 0 is none.
func taken(dagen ...begrip.Datum) func(*store.Toevoeging) {
	return func(o *store.Toevoeging) {
		o.Taken = nil
		for i, d := range dagen {
			o.Taken = append(o.Taken, store.Taakregel{Soort: fmt.Sprintf("taak%d", i), Uiterlijk: d, Rol: begrip.Klantmanager})
		}
	}
}

func van(klantmanager, team string) func(*store.Toevoeging) {
	return func(o *store.Toevoeging) { o.Lijst.Klantmanager, o.Lijst.Team = klantmanager, team }
}

func werkblad(t *testing.T, p *proef, f store.WerkFilter) (regels []string, volgende string) {
	t.Helper()
	b, err := p.Werklijst(ctx, f)
	gelukt(t, err)
	for _, r := range b.Regels {
		regels = append(regels, r.Nummer+" "+r.Soort)
	}
	return regels, b.Volgende
}

func werklijstBladert(t *testing.T, p *proef) {
	a := p.open(t, amina, taken(dag.Plus(5), 0, dag.Plus(1)))
	b := p.open(t, bilal, taken(dag.Plus(5), dag.Plus(-3)))
	verwacht := []string{b + " taak1", a + " taak2", a + " taak0", b + " taak0", a + " taak1"}
	var gelezen []string
	na := ""
	for bladen := 1; ; bladen++ {
		regels, volgende := werkblad(t, p, store.WerkFilter{Zicht: alles, Na: na, Hooguit: 2})
		gelezen = append(gelezen, regels...)
		if na = volgende; na == "" {
			if bladen != 3 {
				t.Errorf("%d bladen, verwacht 3", bladen)
			}
			break
		}
	}
	if !slices.Equal(gelezen, verwacht) {
		t.Errorf("gelezen %v\nverwacht %v", gelezen, verwacht)
	}
	blad, err := p.Werklijst(ctx, store.WerkFilter{Zicht: alles, Hooguit: 1})
	gelukt(t, err)
	if r := blad.Regels[0]; r.Naam != bilal.naam || r.Uiterlijk != dag.Plus(-3) || r.Klantmanager != "k1" || r.Doelgroep != begrip.Asielstatushouder || r.Stelsel != begrip.Wi2021 {
		t.Errorf("de regel mist wat een werklijst toont: %+v", r)
	}
	if _, err := p.Werklijst(ctx, store.WerkFilter{Zicht: alles, Na: "verzonnen"}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("een verzonnen plaats gaf %v", err)
	}
}

func werklijstFilters(t *testing.T, p *proef) {
	a := p.open(t, amina, func(o *store.Toevoeging) { o.Lijst.Leerroute = begrip.RouteB1 })
	b := p.open(t, bilal, func(o *store.Toevoeging) {
		o.Lijst.Doelgroep = begrip.GezinEnOverig
		o.Taken = []store.Taakregel{{Soort: "beslissen", Rol: begrip.Jurist, Uiterlijk: dag.Plus(40), Vanaf: dag.Plus(30)}}
	})
	alle := []string{a + " oproepen", b + " beslissen", a + " aanvullen"}
	for zin, v := range map[string]struct {
		f        store.WerkFilter
		verwacht []string
	}{
		"zonder filter":             {store.WerkFilter{}, alle},
		"op soort":                  {store.WerkFilter{Soort: "oproepen"}, alle[:1]},
		"op rol":                    {store.WerkFilter{Rol: begrip.Jurist}, alle[1:2]},
		"op doelgroep":              {store.WerkFilter{Doelgroep: begrip.GezinEnOverig}, alle[1:2]},
		"op leerroute":              {store.WerkFilter{Leerroute: begrip.RouteB1}, []string{alle[0], alle[2]}},
		"op dossier":                {store.WerkFilter{Nummer: b}, alle[1:2]},
		"tot en met een dag":        {store.WerkFilter{Tot: dag.Plus(7)}, alle[:1]},
		"tot de dag ervoor":         {store.WerkFilter{Tot: dag.Plus(6)}, nil},
		"vanaf een dag":             {store.WerkFilter{Van: dag.Plus(8)}, alle[1:]},
		"wat vandaag al zin heeft":  {store.WerkFilter{Vandaag: dag.Plus(29)}, []string{alle[0], alle[2]}},
		"wat die dag al zin heeft":  {store.WerkFilter{Vandaag: dag.Plus(30)}, alle},
		"een andere gemeente":       {store.WerkFilter{Zicht: store.Zicht{Gemeente: andere, Alles: true}}, nil},
		"een soort die er niet is":  {store.WerkFilter{Soort: "' OR 1=1 --"}, nil},
		"twee filters tegelijk":     {store.WerkFilter{Soort: "oproepen", Doelgroep: begrip.GezinEnOverig}, nil},
		"een periode van één dag":   {store.WerkFilter{Van: dag.Plus(40), Tot: dag.Plus(40)}, alle[1:2]},
		"een route die niemand had": {store.WerkFilter{Leerroute: begrip.RouteZ}, nil},
	} {
		if v.f.Gemeente == "" {
			v.f.Zicht = alles
		}
		if regels, _ := werkblad(t, p, v.f); !slices.Equal(regels, v.verwacht) {
			t.Errorf("%s: %v, verwacht %v", zin, regels, v.verwacht)
		}
	}
}

// zichtInElkeLijst asks every list with every right: the right is part of the query.
func zichtInElkeLijst(t *testing.T, p *proef) {
	a := p.open(t, amina, van("k1", "noord"))
	b := p.open(t, amina, van("k2", "noord"))
	c := p.open(t, amina, van("", ""))
	d := p.open(t, amina, van("k3", "zuid"))
	e := p.open(t, amina, van("k1", ""))
	for _, v := range []struct {
		zin      string
		zicht    store.Zicht
		verwacht []string
	}{
		{"een klantmanager ziet de eigen dossiers", store.Zicht{Klantmanager: "k1"}, []string{a, e}},
		{"en ook wat van niemand is, als dat gevraagd is", store.Zicht{Klantmanager: "k1", Onverdeeld: true}, []string{a, c, e}},
		{"een teamleider ziet het team", store.Zicht{Team: "noord"}, []string{a, b}},
		{"een teamleider kan één medewerker kiezen", store.Zicht{Team: "noord", Klantmanager: "k2"}, []string{b}},
		{"een medewerker van een ander team kiest men niet", store.Zicht{Team: "noord", Klantmanager: "k3"}, nil},
		{"wie alles mag ziet alles", store.Zicht{Alles: true}, []string{a, b, c, d, e}},
		{"het team, met wat nog geen team heeft", store.Zicht{Team: "noord", Onverdeeld: true}, []string{a, b, c, e}},
		{"binnen het team de eigen dossiers, met wat van niemand is", store.Zicht{Team: "noord", Klantmanager: "k1", Onverdeeld: true}, []string{a, c, e}},
		{"wie er niet werkt ziet niets", store.Zicht{Klantmanager: "k9"}, nil},
	} {
		v.zicht.Gemeente = gemeente
		werk, err := p.Werklijst(ctx, store.WerkFilter{Zicht: v.zicht, Soort: "oproepen"})
		gelukt(t, err)
		lijst, err := p.Dossierlijst(ctx, store.DossierFilter{Zicht: v.zicht})
		gelukt(t, err)
		gezocht, err := p.Zoek(ctx, store.Zoekvraag{Zicht: v.zicht, Tekst: "voorbeeld amina"})
		gelukt(t, err)
		telling, err := p.Tellingen(ctx, store.TelFilter{Zicht: v.zicht, Vandaag: dag})
		gelukt(t, err)
		var opWerk, opLijst, opNaam []string
		for _, r := range werk.Regels {
			opWerk = append(opWerk, r.Nummer)
		}
		for _, r := range lijst.Regels {
			opLijst = append(opLijst, r.Nummer)
		}
		for _, r := range gezocht {
			opNaam = append(opNaam, r.Nummer)
		}
		geteld := 0
		for _, r := range telling.Dossiers {
			geteld += r.Aantal
		}
		if !slices.Equal(opWerk, v.verwacht) || !slices.Equal(opLijst, v.verwacht) || !slices.Equal(opNaam, v.verwacht) || geteld != len(v.verwacht) {
			t.Errorf("%s: werklijst %v, dossiers %v, gezocht %v, geteld %d; verwacht %v", v.zin, opWerk, opLijst, opNaam, geteld, v.verwacht)
		}
	}
	// Nothing said is nothing seen.
	stil := store.Zicht{Gemeente: gemeente}
	_, werk := p.Werklijst(ctx, store.WerkFilter{Zicht: stil})
	_, lijst := p.Dossierlijst(ctx, store.DossierFilter{Zicht: stil})
	_, zoek := p.Zoek(ctx, store.Zoekvraag{Zicht: stil, Tekst: "a"})
	_, tel := p.Tellingen(ctx, store.TelFilter{Zicht: stil})
	for _, err := range []error{werk, lijst, zoek, tel} {
		if !errors.Is(err, store.ErrGeenZicht) {
			t.Errorf("een vraag zonder zicht gaf %v", err)
		}
	}
}

func dossierlijstBladert(t *testing.T, p *proef) {
	laat := func(o *store.Toevoeging) { o.Lijst.Uiterlijk = dag.Plus(2) }
	dicht := func(o *store.Toevoeging) { o.Lijst.Gesloten, o.Lijst.Uiterlijk = true, 0 }
	v, c, ay := p.open(t, amina), p.open(t, bilal, laat), p.open(t, cem, dicht)
	blader := func(f store.DossierFilter) (nummers []string) {
		t.Helper()
		f.Zicht, f.Hooguit = alles, 1
		for {
			b, err := p.Dossierlijst(ctx, f)
			gelukt(t, err)
			for _, r := range b.Regels {
				nummers = append(nummers, r.Nummer)
			}
			if f.Na = b.Volgende; f.Na == "" {
				return nummers
			}
			if strings.Contains(f.Na, "elik") {
				t.Error("er staat een naam in de plaats in de lijst")
			}
		}
	}
	for zin, w := range map[string]struct {
		f        store.DossierFilter
		verwacht []string
	}{
		"op naam":                     {store.DossierFilter{OokGesloten: true}, []string{ay, c, v}},
		"zonder gesloten":             {store.DossierFilter{}, []string{c, v}},
		"zonder gesloten, één fase":   {store.DossierFilter{Fase: "intake"}, []string{c, v}},
		"een doelgroep, met gesloten": {store.DossierFilter{Doelgroep: begrip.Asielstatushouder, OokGesloten: true}, []string{ay, c, v}},
		"een fase":                    {store.DossierFilter{Fase: "leren"}, nil},
		"een doelgroep":               {store.DossierFilter{Doelgroep: begrip.Asielstatushouder}, []string{c, v}},
		"een ander stelsel":           {store.DossierFilter{Stelsel: begrip.Wi2007}, nil},
		"een leerroute":               {store.DossierFilter{Leerroute: begrip.RouteZ}, nil},
		"de fase van de drie":         {store.DossierFilter{Fase: "intake", OokGesloten: true}, []string{ay, c, v}},
	} {
		if nummers := blader(w.f); !slices.Equal(nummers, w.verwacht) {
			t.Errorf("%s: %v, verwacht %v", zin, nummers, w.verwacht)
		}
	}
	if _, err := p.Dossierlijst(ctx, store.DossierFilter{Zicht: alles, Na: "2026-9999"}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("een plaats die niet bestaat gaf %v", err)
	}
}

func zoekenOpNaam(t *testing.T, p *proef) {
	v, c, a := p.open(t, amina), p.open(t, bilal), p.open(t, cem)
	for tekst, verwacht := range map[string][]string{
		"amina": {v}, "AMINA": {v}, "voorb": {v}, "Amina van Voorbeeld": {v}, "voorbeeld, amina": {v},
		"celik": {c}, "Çel": {c}, "ostergard": {c}, "ØSTER": {c}, "bilal": {c}, "çelik østergård": {c},
		"aydin": {a}, "c": {c, a}, "amina celik": nil, "oorbeeld": nil, "%": nil, "": nil, "  ": nil,
	} {
		gevonden, err := p.Zoek(ctx, store.Zoekvraag{Zicht: alles, Tekst: tekst})
		gelukt(t, err)
		var nummers []string
		for _, r := range gevonden {
			nummers = append(nummers, r.Nummer)
		}
		if !slices.Equal(nummers, verwacht) {
			t.Errorf("%q: %v, verwacht %v", tekst, nummers, verwacht)
		}
	}
	// After a change of name the old one finds nothing.
	l := opening(v, bilal).Lijst
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: v, Verwacht: 1, Lijst: l}))
	if gevonden, err := p.Zoek(ctx, store.Zoekvraag{Zicht: alles, Tekst: "amina"}); err != nil || len(gevonden) != 0 {
		t.Errorf("op de oude naam: %v %v", gevonden, err)
	}
}

func zoekenOpBSN(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	gevonden := func(m mens) []string {
		t.Helper()
		n, err := p.ZoekBSN(ctx, gemeente, m.bsn)
		gelukt(t, err)
		return n
	}
	if n := gevonden(amina); !slices.Equal(n, []string{nummer}) {
		t.Errorf("gevonden %v", n)
	}
	if n := gevonden(cem); len(n) != 0 {
		t.Errorf("zonder BSN gevonden: %v", n)
	}
	nog, err := p.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	o := opening(nog, amina)
	o.EnigBSN = true
	var al *store.PersoonBestaat
	if err := p.Toevoegen(ctx, o); !errors.As(err, &al) || al.Nummer != nummer || !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("een tweede dossier van dezelfde persoon gaf %v", err)
	}
	if _, err := p.Lees(ctx, gemeente, nog); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("het geweigerde dossier is er toch: %v", err)
	}
	o.EnigBSN = false
	gelukt(t, p.Toevoegen(ctx, o))
	if n := gevonden(amina); !slices.Equal(n, []string{nummer, nog}) {
		t.Errorf("gevonden %v", n)
	}
	// A corrected BSN moves the entry; no BSN removes it.
	l := opening(nummer, bilal).Lijst
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Lijst: l}))
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nog, Verwacht: 1, Lijst: opening(nog, cem).Lijst}))
	if a, b := gevonden(amina), gevonden(bilal); len(a) != 0 || !slices.Equal(b, []string{nummer}) {
		t.Errorf("na verbetering: %v en %v", a, b)
	}
}

// samenOpenen lets eight messages about one person arrive at once: one dossier opens
// and everyone else hears which.
func samenOpenen(t *testing.T, p *proef) {
	nummers, err := p.NieuweNummers(ctx, gemeente, 2026, 8)
	gelukt(t, err)
	var groep sync.WaitGroup
	var slot sync.Mutex
	var geopend, genoemd []string
	for i, nummer := range nummers {
		groep.Go(func() {
			o := opening(nummer, amina)
			o.EnigBSN = true
			o.Bericht = &store.Bericht{ID: fmt.Sprintf("m%d", i), Inhoud: []byte("x")}
			err := p.Toevoegen(ctx, o)
			var al *store.PersoonBestaat
			slot.Lock()
			defer slot.Unlock()
			if err == nil {
				geopend = append(geopend, nummer)
			} else if errors.As(err, &al) {
				genoemd = append(genoemd, al.Nummer)
			} else {
				t.Error(err)
			}
		})
	}
	groep.Wait()
	if len(geopend) != 1 || len(genoemd) != 7 {
		t.Fatalf("%d geopend en %d geweigerd, verwacht 1 en 7", len(geopend), len(genoemd))
	}
	if slices.ContainsFunc(genoemd, func(n string) bool { return n != geopend[0] }) {
		t.Errorf("geopend is %s, genoemd werd %v", geopend[0], genoemd)
	}
	twee := opening("2026-0900", bilal)
	nog := opening("2026-0901", bilal)
	nog.EnigBSN = true
	if err := p.ToevoegenVeel(ctx, []store.Toevoeging{twee, nog}); !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("twee dossiers van één persoon in één partij gaf %v", err)
	}
}

func tellingenKloppen(t *testing.T, p *proef) {
	p.open(t, amina, taken(dag.Plus(-1), dag, dag.Plus(6), dag.Plus(7), 0))
	p.open(t, bilal, van("k2", "noord"), taken(dag.Plus(-9)))
	p.open(t, cem, func(o *store.Toevoeging) { o.Lijst.Gesloten = true; o.Taken = nil })
	got, err := p.Tellingen(ctx, store.TelFilter{Zicht: alles, Vandaag: dag, Week: dag.Plus(6)})
	gelukt(t, err)
	totaal, dicht := 0, 0
	for _, d := range got.Dossiers {
		totaal += d.Aantal
		if d.Gesloten {
			dicht += d.Aantal
		}
	}
	aantal, laat, week := 0, 0, 0
	for _, d := range got.Taken {
		aantal, laat, week = aantal+d.Aantal, laat+d.TeLaat, week+d.DezeWeek
	}
	if len(got.Dossiers) != 2 || totaal != 3 || dicht != 1 || aantal != 6 || laat != 2 || week != 2 {
		t.Errorf("dossiers %d in %d groepen, gesloten %d; taken %d, te laat %d, deze week %d", totaal, len(got.Dossiers), dicht, aantal, laat, week)
	}
}

func herzienEnVervangen(t *testing.T, p *proef) {
	nooit := func(o *store.Toevoeging) { o.Lijst.Herzien = 0 }
	a, b := p.open(t, amina), p.open(t, bilal)
	p.open(t, cem, nooit)
	te := func(d begrip.Datum, na string) []string {
		t.Helper()
		n, err := p.TeHerzien(ctx, gemeente, d, na, 10)
		gelukt(t, err)
		return n
	}
	if voor, op, na := te(dag.Plus(7), ""), te(dag.Plus(8), ""), te(dag.Plus(8), a); len(voor) != 0 || !slices.Equal(op, []string{a, b}) || !slices.Equal(na, []string{b}) {
		t.Errorf("te herzien: dag ervoor %v, dag zelf %v, na de eerste %v", voor, op, na)
	}
	p.voegToe(t, b, 1, notitie("intussen"))
	nieuw := *opening(a, amina).Lijst
	nieuw.Herzien, nieuw.Fase = dag.Plus(90), "plan"
	over, err := p.VervangLijst(ctx, gemeente, []store.Lijstvervanging{{Nummer: a, Versie: 1, Lijst: nieuw}, {Nummer: b, Versie: 1, Lijst: nieuw}, {Nummer: "2026-9999", Versie: 1}})
	gelukt(t, err)
	if over.Gewijzigd != 1 || !slices.Equal(over.Overgeslagen, []string{b, "2026-9999"}) {
		t.Errorf("gewijzigd en overgeslagen: %+v", over)
	}
	l, taken, err := p.LeesLijst(ctx, gemeente, a)
	gelukt(t, err)
	if l.Fase != "plan" || l.Herzien != dag.Plus(90) || l.Nummer != a || l.Versie != 1 || len(taken) != 0 || !l.BSN.IsLeeg() {
		t.Errorf("vervangen regel %+v met %d taken", l, len(taken))
	}
	l, taken, err = p.LeesLijst(ctx, gemeente, b)
	gelukt(t, err)
	if l.Naam != bilal.naam || !slices.Equal(taken, opening(b, bilal).Taken) {
		t.Errorf("overgeslagen regel %+v met taken %+v", l, taken)
	}
	if got := te(dag.Plus(8), ""); !slices.Equal(got, []string{b}) {
		t.Errorf("daarna te herzien: %v", got)
	}
}
