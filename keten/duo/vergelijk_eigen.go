package duo

import (
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// eigen zoekt wat DUO van ons hoort te hebben van een soort; nil is niets.
func (w *weegschaal) eigen(s besluit.MeldingSoort) *besluit.DUOMelding {
	i := slices.IndexFunc(w.ons.Meldingen, func(m besluit.DUOMelding) bool { return m.Soort == s })
	if i < 0 {
		return nil
	}
	m := w.ons.Meldingen[i]
	return &m
}

// pip vergelijkt ons laatste PIP met dat van DUO. Wat DUO heeft en wij niet staat er al.
func (w *weegschaal) pip() {
	m := w.eigen(besluit.MeldingPIP)
	if m == nil || m.PIP == nil || !w.s.Gelezen[PIP] {
		return
	}
	v := besluit.Ketenverschil{Over: "PIP", Soort: besluit.AlleenBijOns, Ons: pipzin(*m.PIP), Oorzaak: besluit.DoorTeLaat, Advies: "Meld het PIP aan DUO", Meld: m}
	if p := w.s.PIP; p != nil && p.Gemeente == w.d.Gemeente {
		bij := besluit.PIPMelding{Dagtekening: p.Dagtekening, Leerroute: p.Leerroute, Niveau: p.Niveau, Intensiteit: p.Intensiteit, MagOpleidingAfmaken: p.MagAfmaken, Alfabetisering: p.Alfabetisering}
		v.DUO = pipzin(bij)
		if v.DUO == v.Ons {
			return
		}
		m.Actie = besluit.MeldingWijzig
		v.Soort, v.Oorzaak, v.Advies = besluit.Anders, besluit.DoorFout, "Zoek het getekende PIP op. Klopt het dossier, meld het PIP dan opnieuw"
		if p.Dagtekening < m.PIP.Dagtekening {
			v.Oorzaak, v.Advies = besluit.DoorTeLaat, "DUO kent het gewijzigde PIP nog niet. Meld het"
		}
	}
	w.bij(v)
}

// pipzin schrijft een PIP zoals DUO het kent: niveau b2 bestaat daar niet, en zonder niveau
// is het B1, behalve in de Z-route.
func pipzin(p besluit.PIPMelding) string {
	niveau := p.Niveau
	switch {
	case p.Leerroute == begrip.RouteZ:
		niveau = ""
	case niveau == "" || niveau == begrip.NiveauB2:
		niveau = begrip.NiveauB1
	}
	delen := []string{p.Leerroute.Titel()}
	if niveau != "" {
		delen = append(delen, "niveau "+strings.ToUpper(string(niveau)))
	}
	if p.Intensiteit.Is {
		delen = append(delen, uur(p.Intensiteit.Waarde))
	}
	if p.MagOpleidingAfmaken.Of(false) {
		delen = append(delen, "mag de opleiding afmaken")
	}
	if p.Alfabetisering == "a" || p.Alfabetisering == "aa" {
		delen = append(delen, "met alfabetisering")
	}
	return hoofd(strings.Join(delen, ", ")) + ", gedagtekend op " + p.Dagtekening.Voluit()
}

// hoofd zet de eerste letter groot.
func hoofd(t string) string { return strings.ToUpper(t[:1]) + t[1:] }

// modules vergelijkt eindgesprek en ondertekening. Bij een verschil kan een mens beide
// kanten kiezen.
func (w *weegschaal) modules() {
	if !w.s.Gelezen[Modules] {
		return
	}
	for _, x := range []struct {
		soort besluit.MeldingSoort
		over  string
		duo   begrip.Datum
	}{{besluit.MeldingMAP, "eindgesprek van de MAP", w.s.MAP}, {besluit.MeldingPVT, "ondertekening van het PVT", w.s.PVT}} {
		m := w.eigen(x.soort)
		if m == nil || cmpModule(*m) == nil || cmpModule(*m).Dag == x.duo {
			continue
		}
		v := besluit.Ketenverschil{Over: x.over, Soort: besluit.AlleenBijOns, Ons: "Op " + cmpModule(*m).Dag.Voluit(), Oorzaak: besluit.DoorTeLaat, Advies: "Meld het aan DUO", Meld: m}
		if x.duo != 0 {
			m.Actie = besluit.MeldingWijzig
			v.Soort, v.DUO, v.Oorzaak = besluit.Anders, "Op "+x.duo.Voluit(), besluit.DoorInterpretatie
			v.Advies = "Zoek het verslag op en kies welke dag goed is"
			v.NeemOp = w.andereDag(m.Over, x.duo)
		}
		w.bij(v)
	}
}

// andereDag geeft ons eigen feit op de dag van DUO, in de plaats van het oude.
func (w *weegschaal) andereDag(id string, dag begrip.Datum) []dossier.Gebeurtenis {
	oud := w.d.ZoekID(id)
	if oud == nil || oud.ID == "" {
		return nil
	}
	v := &vertaler{d: w.d, vandaag: w.vandaag}
	v.zet(dag, oud.Feit, oud)
	return v.uit
}

// uren vergelijkt de drie tellers van onze gemeente.
func (w *weegschaal) uren() {
	if !w.s.Gelezen[GevolgdeUren] {
		return
	}
	var bij UrenBijDUO
	for _, u := range w.s.Uren {
		if u.Gemeente == w.d.Gemeente {
			bij = u
		}
	}
	for _, x := range []struct {
		soort besluit.MeldingSoort
		duo   dossier.Optie[int]
	}{{besluit.MeldingUrenIntake, bij.Intake}, {besluit.MeldingUrenParticipatie, bij.Participatie}, {besluit.MeldingUrenTaal, bij.Taal}} {
		m := w.eigen(x.soort)
		ons := 0
		if m != nil {
			ons = m.Uren.Of(0)
		}
		v := besluit.Ketenverschil{Over: x.soort.Titel(), Soort: besluit.Anders, DUO: uur(x.duo.Of(0)), Ons: uur(ons), Meld: m}
		switch {
		case ons == x.duo.Of(0):
			continue
		case m == nil:
			v.Soort, v.Ons, v.Oorzaak, v.Advies = besluit.AlleenBijDUO, "", besluit.DoorTeLaat, "Vul de uren aan die hier nog niet staan"
		case !x.duo.Is:
			v.Soort, v.DUO, v.Oorzaak, v.Advies = besluit.AlleenBijOns, "", besluit.DoorTeLaat, "Meld de uren aan DUO"
		case ons > x.duo.Waarde:
			v.Oorzaak, v.Advies = besluit.DoorTeLaat, "DUO kent de laatste uren nog niet. Meld de uren"
			m.Actie = besluit.MeldingWijzig
		default:
			v.Oorzaak, v.Advies = besluit.DoorFout, "DUO heeft meer uren dan het dossier. Zoek op wat er ontbreekt voor u iets meldt"
			m.Actie = besluit.MeldingWijzig
		}
		w.bij(v)
	}
}

// onderwerp zegt waar een feit over gaat.
func onderwerp(f dossier.Feit) string {
	switch x := f.(type) {
	case *dossier.PlichtOntstaan:
		return "begin van de inburgeringsplicht"
	case *dossier.PlichtGeeindigd, *dossier.Overleden:
		return "einde van de inburgeringsplicht"
	case *dossier.Kennisgeving:
		return "brief van DUO over de plicht"
	case *dossier.DoelgroepGewijzigd:
		return "doelgroep"
	case *dossier.TermijnVerlengd, *dossier.NieuweTermijn:
		return "inburgeringstermijn"
	case *dossier.PIPVastgesteld:
		return "PIP"
	case *dossier.Examen:
		return "examen " + string(x.Onderdeel)
	case *dossier.PVTOndertekend:
		return "ondertekening van het PVT"
	case *dossier.Eindgesprek:
		return "eindgesprek van de MAP"
	}
	return string(f.Soort())
}

// zin schrijft een feit in gewone woorden, met zijn dag.
func zin(g dossier.Gebeurtenis) string {
	op := " op " + g.GeldigOp.Voluit()
	switch f := g.Feit.(type) {
	case *dossier.PlichtOntstaan:
		return "Begonnen" + op
	case *dossier.PlichtGeeindigd:
		return "Geëindigd" + op + " (" + string(f.Reden) + ")"
	case *dossier.Overleden:
		return "Overleden" + op
	case *dossier.Kennisgeving:
		return "Verstuurd" + op
	case *dossier.DoelgroepGewijzigd:
		return hoofd(f.Naar.Titel()) + " vanaf " + g.GeldigOp.Voluit()
	case *dossier.Leerbaarheidstoets:
		return "B1-route: " + strings.ReplaceAll(string(f.Uitslag), "-", " ") + "," + op
	case *dossier.TermijnVerlengd:
		if f.Tot == 0 {
			return "Verlengd met " + maanden(f.Maanden.Of(0)) + "," + op
		}
		return "Verlengd tot en met " + f.Tot.Voluit() + ", besloten" + op
	case *dossier.NieuweTermijn:
		return "Nieuwe termijn van " + maanden(f.Maanden.Of(0)) + op
	case *dossier.Vrijstelling:
		return "Vrijstelling, " + strings.Join(gevuld(string(f.Omvang), onderdelenlijst(f.Onderdelen)), ": ") + "," + op
	case *dossier.Ontheffing:
		return "Ontheffing, " + strings.Join(gevuld(string(f.Omvang), onderdelenlijst(f.Onderdelen)), ": ") + "," + op
	case *dossier.Examen:
		return hoofd(strings.Join(gevuld(string(f.Uitslag), niveauwoord(f.Niveau)), ", ")) + op
	case *dossier.PIPVastgesteld:
		return pipzin(besluit.PIPMelding{Dagtekening: g.GeldigOp, Leerroute: f.Leerroute, Niveau: f.Niveau})
	case *dossier.DUOBoete:
		return f.Bedrag.Of(0).Euro() + op
	}
	return hoofd(strings.TrimSpace(op))
}

func maanden(n int) string {
	if n == 1 {
		return "1 maand"
	}
	return strings.TrimSuffix(uur(n), "uur") + "maanden"
}

func niveauwoord(n begrip.Niveau) string {
	if n == "" {
		return ""
	}
	return "niveau " + strings.ToUpper(string(n))
}

func onderdelenlijst(o []begrip.Onderdeel) string {
	var uit []string
	for _, x := range o {
		uit = append(uit, string(x))
	}
	return strings.Join(uit, ", ")
}
