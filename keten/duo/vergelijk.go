package duo

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Vergelijk legt een dossier naast wat DUO zegt en geeft elk verschil, met een handeling
// die onze kant gelijk maakt, een die DUO gelijk maakt, of allebei. Wat niet is gelezen
// wordt niet vergeleken. Klopt de stand van DUO niet, dan is dat het enige verschil.
func Vergelijk(d *dossier.Dossier, ons besluit.Eigenkant, s Stand, vandaag begrip.Datum) []besluit.Ketenverschil {
	w := &weegschaal{d: d, ons: ons, s: s, vandaag: vandaag}
	if redenen := keur(d, s, vandaag); len(redenen) > 0 {
		for _, r := range redenen {
			w.bij(besluit.Ketenverschil{Over: naamVan(r.API), Soort: besluit.NietLeesbaar, DUO: hoofdzin(r), Oorzaak: besluit.DoorFout,
				Advies: "Vraag DUO naar dit gegeven. Tot het klopt neemt dit programma niets van deze persoon over"})
		}
		return w.uit
	}
	v := neemOver(d, s, vandaag)
	w.ontbreekt(v.uit)
	w.alleenHier(slices.DeleteFunc(v.over, func(g *dossier.Gebeurtenis) bool {
		return slices.ContainsFunc(v.uit, func(n dossier.Gebeurtenis) bool { return g.ID != "" && n.Vervangt == g.ID })
	}))
	w.termijn(v.uit)
	w.pip()
	w.modules()
	w.uren()
	w.boetes()
	w.gebeurtenissen()
	w.nietTeLezen()
	return w.uit
}

type weegschaal struct {
	d       *dossier.Dossier
	ons     besluit.Eigenkant
	s       Stand
	vandaag begrip.Datum
	uit     []besluit.Ketenverschil
}

func (w *weegschaal) bij(v besluit.Ketenverschil) {
	som := sha256.Sum256([]byte(strings.Join([]string{v.Over, string(v.Soort), v.DUO, v.Ons}, "\n")))
	v.Sleutel = hex.EncodeToString(som[:8])
	w.uit = append(w.uit, v)
}

// ontbreekt noemt wat DUO beslist en wij nog niet zo hebben. Gegevens waar de wet niet mee
// rekent staan samen in één regel.
func (w *weegschaal) ontbreekt(feiten []dossier.Gebeurtenis) {
	var gegevens []dossier.Gebeurtenis
	var teksten []string
	for i, g := range feiten {
		switch f := g.Feit.(type) {
		case *dossier.DUOGegeven:
			gegevens, teksten = append(gegevens, g), append(teksten, f.Tekst)
			continue
		case *dossier.PIPGemeld: // hoort bij het PIP ervoor
			continue
		case *dossier.TermijnVerlengd: // in maanden of tot een dag is geen verschil als de termijn gelijk eindigt
			if f.Tot == w.ons.Termijn.Einde && g.Vervangt != "" {
				continue
			}
		}
		v := besluit.Ketenverschil{Over: onderwerp(g.Feit), Soort: besluit.AlleenBijDUO, DUO: zin(g), Oorzaak: besluit.DoorTeLaat,
			Advies: "Neem dit over in het dossier", NeemOp: []dossier.Gebeurtenis{g}}
		if _, is := g.Feit.(*dossier.PIPVastgesteld); is && g.Vervangt == "" {
			v.NeemOp = slices.Clone(feiten[i : i+1])
			for _, x := range feiten {
				if _, gemeld := x.Feit.(*dossier.PIPGemeld); gemeld {
					v.NeemOp = append(v.NeemOp, x)
				}
			}
		}
		if oud := w.d.ZoekID(g.Vervangt); oud != nil {
			v.Soort, v.Ons, v.Oorzaak = besluit.Anders, zin(*oud), oorzaak(*oud, g)
			v.Advies = "DUO beslist hierover. Neem het over; het oude blijft te zien. Klopt het niet, vraag het DUO"
		}
		w.bij(v)
	}
	if gegevens != nil {
		w.bij(besluit.Ketenverschil{Over: "overige gegevens van DUO", Soort: besluit.AlleenBijDUO, DUO: strings.Join(teksten, ". "),
			Advies: "Neem dit over, zodat het in het dossier te zien is", NeemOp: gegevens})
	}
}

// oorzaak zegt waarom een feit anders is. Kwam het oude van DUO, dan is het daar sindsdien
// veranderd. Is alleen de dag anders, dan las iemand een andere dag uit dezelfde brief.
func oorzaak(oud, nieuw dossier.Gebeurtenis) besluit.Ketenoorzaak {
	switch {
	case oud.Bron == bron:
		return besluit.DoorTeLaat
	case oud.GeldigOp != nieuw.GeldigOp && zin(oud) != zin(nieuw) && zonderDag(oud) == zonderDag(nieuw):
		return besluit.DoorInterpretatie
	}
	return besluit.DoorFout
}

func zonderDag(g dossier.Gebeurtenis) string {
	g.GeldigOp = 0
	return zin(g)
}

// alleenHier noemt wat DUO hoort te beslissen en wat DUO niet heeft. Alleen een mens kan
// zien wie er gelijk heeft, want een feit verdwijnt hier niet.
func (w *weegschaal) alleenHier(over []*dossier.Gebeurtenis) {
	for _, g := range over {
		api, ok := beslister(g.Feit)
		if !ok || !w.s.Gelezen[api] {
			continue
		}
		w.bij(besluit.Ketenverschil{Over: onderwerp(g.Feit), Soort: besluit.AlleenBijOns, Ons: zin(*g), Oorzaak: besluit.DoorFout,
			Advies: "DUO heeft dit niet. Zoek het bewijs op. Klopt het dossier niet, verbeter het; klopt het wel, meld het DUO"})
	}
	if p := w.s.Plicht; p != nil && p.Is {
		if g, _ := dossier.Laatste[*dossier.PlichtGeeindigd](w.d); g != nil && g.Bron != bron && g.GeldigOp >= p.Begin {
			w.bij(besluit.Ketenverschil{Over: "inburgeringsplicht", Soort: besluit.Anders, DUO: "De plicht geldt sinds " + p.Begin.Voluit(), Ons: zin(*g), Oorzaak: besluit.DoorFout,
				Advies: "Vraag DUO of de plicht is geëindigd"})
		}
	}
}

// beslister zegt welke dienst van DUO over een feit gaat.
func beslister(f dossier.Feit) (API, bool) {
	switch x := f.(type) {
	case *dossier.Examen:
		return Examens, true
	case *dossier.Vrijstelling:
		return Vrijstellingen, true
	case *dossier.Ontheffing:
		return Ontheffingen, true
	case *dossier.Leerbaarheidstoets:
		return LeerbaarheidstoetsAPI, x.Uitslag != dossier.ToetsVrijgesteld
	case *dossier.TermijnVerlengd:
		return Inburgeringstermijn, true
	}
	return "", false
}

// termijn vergelijkt begin en einde, voor zover dat niet al uit een feit volgt.
func (w *weegschaal) termijn(feiten []dossier.Gebeurtenis) {
	if !w.s.Gelezen[Inburgeringstermijn] || slices.ContainsFunc(feiten, func(g dossier.Gebeurtenis) bool {
		return g.Soort() == dossier.SoortTermijnVerlengd || g.Soort() == dossier.SoortNieuweTermijn || g.Soort() == dossier.SoortPIPVastgesteld
	}) {
		return
	}
	t, ons := w.s.Termijn, w.ons.Termijn
	tekst := func(begin, einde begrip.Datum) string { return begin.Voluit() + " tot en met " + einde.Voluit() }
	switch {
	case t == nil && ons.Einde != 0:
		w.bij(besluit.Ketenverschil{Over: "inburgeringstermijn", Soort: besluit.AlleenBijOns, Ons: tekst(ons.Begin, ons.Einde), Oorzaak: besluit.DoorTeLaat,
			Advies: "DUO stelt de termijn vast als het PIP er is. Meld het PIP, of wacht op het signaal"})
	case t != nil && ons.Einde == 0:
		w.bij(besluit.Ketenverschil{Over: "inburgeringstermijn", Soort: besluit.AlleenBijDUO, DUO: tekst(t.Begin, t.Einde), Oorzaak: besluit.DoorTeLaat,
			Advies: "Het dossier rekent de termijn uit het eerste PIP. Leg dat PIP vast"})
	case t != nil && (t.Einde != ons.Einde || t.Begin != ons.Begin):
		w.bij(besluit.Ketenverschil{Over: "inburgeringstermijn", Soort: besluit.Anders, DUO: tekst(t.Begin, t.Einde), Ons: tekst(ons.Begin, ons.Einde), Oorzaak: besluit.DoorInterpretatie,
			Advies: "Vergelijk de dagtekening van het eerste PIP, en of DUO verlengde of na een boete een nieuwe termijn gaf"})
	}
}

// gebeurtenissen noemt signalen die DUO heeft en die hier nooit binnenkwamen.
func (w *weegschaal) gebeurtenissen() {
	hier := map[string]int{}
	for _, f := range dossier.Van[*dossier.SignaalOntvangen](w.d) {
		hier[dossier.Signaalcode(f.Code)]++
	}
	for _, g := range w.s.Gebeurtenissen {
		code := dossier.Signaalcode(g.Code)
		if hier[code]--; hier[code] >= 0 {
			continue
		}
		wat := g.Omschrijving
		if s, ok := ZoekSignaal(code); ok {
			wat = s.Omschrijving
		}
		w.bij(besluit.Ketenverschil{Over: "signaal " + code, Soort: besluit.AlleenBijDUO, DUO: wat + ", " + g.Dag.Voluit(), Oorzaak: besluit.DoorTeLaat,
			Advies: "Dit signaal kwam hier niet binnen. Vraagt het nog werk, voer het dan in bij Signalen"})
	}
}

// boetes noemt wat DUO oplegde zonder te zeggen waarvoor.
func (w *weegschaal) boetes() {
	v := &vertaler{d: w.d}
	for _, b := range w.s.Boetes {
		if !v.heeftBoete(b) {
			w.bij(besluit.Ketenverschil{Over: "boete van DUO", Soort: besluit.AlleenBijDUO, DUO: b.Bedrag.Euro() + " op " + b.Dag.Voluit(), Oorzaak: besluit.DoorTeLaat,
				Advies: "DUO zegt niet waarvoor. Vraag het na en leg de boete vast"})
		}
	}
	for g, f := range dossier.Van[*dossier.DUOBoete](w.d) {
		if w.s.Gelezen[Boetes] && !slices.ContainsFunc(w.s.Boetes, func(b Boete) bool { return b.Dag == g.GeldigOp && b.Bedrag == f.Bedrag.Of(0) }) {
			w.bij(besluit.Ketenverschil{Over: "boete van DUO", Soort: besluit.AlleenBijOns, Ons: zin(*g), Oorzaak: besluit.DoorFout, Advies: "DUO heeft deze boete niet. Vergelijk bedrag en dag met de brief van DUO"})
		}
	}
}

// nietTeLezen noemt wat wij meldden en DUO niet teruggeeft.
func (w *weegschaal) nietTeLezen() {
	for _, g := range w.ons.Gemeld {
		if laatste, _ := besluit.Laatst(w.ons.Gemeld, g.Melding.Vak()); laatste.BerichtID != g.BerichtID || g.Stand != besluit.Bevestigd {
			continue
		}
		over := ""
		switch m := g.Melding; m.Soort {
		case besluit.MeldingAanbod, besluit.MeldingContact, besluit.MeldingZRoute:
			over = m.Soort.Titel()
		case besluit.MeldingMAP, besluit.MeldingPVT:
			if x := cmpModule(m); x != nil && x.Verwijtbaar != "" {
				over = "verwijtbaar bij " + m.Soort.Titel()
			}
		}
		if over != "" {
			w.bij(besluit.Ketenverschil{Over: over, Soort: besluit.NietLeesbaar, Ons: "Door ons gemeld op " + g.Dag.Voluit(), Advies: "Bij DUO niet te lezen"})
		}
	}
}

func cmpModule(m besluit.DUOMelding) *besluit.ModuleMelding {
	if m.Soort == besluit.MeldingMAP {
		return m.MAP
	}
	return m.PVT
}

// naamVan geeft een dienst een naam zoals mensen hem lezen.
func naamVan(a API) string {
	switch a {
	case LeerbaarheidstoetsAPI:
		return "leerbaarheidstoets"
	case Modules:
		return "MAP en PVT"
	case GevolgdeUren:
		return "gevolgde uren"
	case PIP:
		return "PIP"
	}
	return string(a)
}

func hoofdzin(r Reden) string {
	t := r.Wat
	if r.Hoe != "" {
		t = "het veld " + r.Wat + ": " + r.Hoe
	}
	return strings.ToUpper(t[:1]) + t[1:]
}

func uur(n int) string { return strconv.Itoa(n) + " uur" }
