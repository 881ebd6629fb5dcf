package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/keten/duo/nagebootst"
	"traject/store"
	"traject/wetten"
)

// demoOIN is the number of the invented municipality when none is set.
const demoOIN = "00000009999999999000"

// fakeDUO is the DUO that plays along in the demo. It listens on a port of this machine
// and knows the people of the demo by what stands in their dossiers, so that what it
// answers fits what a visitor sees, also in a demo of ten thousand.
type fakeDUO struct {
	*nagebootst.DUO
	server *nagebootst.Server
	cellar store.Kelder
	book   *wetten.Boek
	today  func() begrip.Datum
}

// startFakeDUO puts it on a port and points the settings of the demo at it.
func startFakeDUO(cellar store.Kelder, s *settings, today func() begrip.Datum) (*fakeDUO, error) {
	book, err := law(*s)
	if err != nil {
		return nil, err
	}
	if s.OINOwn == "" {
		s.OINOwn = demoOIN
	}
	if s.OINDUO == "" {
		s.OINDUO = nagebootst.OIN
	}
	f := &fakeDUO{cellar: cellar, book: book, today: today}
	f.DUO = nagebootst.Nieuw(nagebootst.Opstelling{OIN: s.OINDUO, Gemeenten: map[string]string{s.OINOwn: string(demo.Gemeente)},
		Vandaag: today, Zoek: f.lookUp, Zaad: demoSeed})
	if f.server, err = f.Luister(nil); err != nil {
		return nil, fault(err, "het nagebootste DUO vindt geen vrije poort op deze machine.")
	}
	s.DUO = duoSettings{URL: f.server.URL + "/v1", OIN: s.OINDUO, Gateway: "nee"}
	return f, nil
}

func (f *fakeDUO) close(c console) {
	if err := f.server.Sluit(); err != nil {
		fmt.Fprintln(c.err, "traject: het nagebootste DUO sloot niet goed: "+err.Error())
	}
}

// beside plays the script while run runs, and ends with it.
func (f *fakeDUO) beside(ctx context.Context, log *slog.Logger, quiet bool, run func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	if !quiet {
		wait.Go(func() { f.play(ctx, log, scriptFirst, scriptEvery) })
	}
	err := run(ctx)
	stop()
	wait.Wait()
	return err
}

// pointAt says on which address the municipality takes notifications.
func (f *fakeDUO) pointAt(l net.Listener, own string) {
	f.ZetMeldpunt(string(demo.Gemeente), nagebootst.Meldpunt{Adres: "http://" + l.Addr().String(), OIN: own})
}

// lookUpTime is the most that reading one dossier may take before DUO says that it does
// not know the person.
const lookUpTime = 5 * time.Second

// lookUp makes what DUO would know of a person from the dossier.
func (f *fakeDUO) lookUp(bsn string) *nagebootst.Persoon {
	ctx, cancel := context.WithTimeout(context.Background(), lookUpTime)
	defer cancel()
	number, err := begrip.LeesBSN(bsn)
	if err != nil {
		return nil
	}
	found, err := f.cellar.ZoekBSN(ctx, demo.Gemeente, number)
	if err != nil || len(found) == 0 {
		return nil
	}
	log, err := f.cellar.Lees(ctx, demo.Gemeente, found[len(found)-1])
	if err != nil {
		return nil
	}
	p, ok := f.person(log.Gebeurtenissen)
	if !ok {
		return nil
	}
	return &p
}

// person is what DUO knows of someone with these facts; false without a BSN.
func (f *fakeDUO) person(facts []dossier.Gebeurtenis) (nagebootst.Persoon, bool) {
	d := dossier.Opbouwen(facts, f.today(), 0)
	law, ok := f.book.Recht(d.Stelsel, d.Beleid)
	if !ok || d.Persoon.BSN.IsLeeg() || d.Stelsel != begrip.Wi2021 {
		return nagebootst.Persoon{}, false
	}
	return atDUO(d, recht.Reken(d, law)), true
}

// profile is what DUO knows of somebody, in the making.
type profile struct{ nagebootst.Persoon }

// atDUO turns a dossier into what DUO would have of it.
func atDUO(d *dossier.Dossier, a *recht.Antwoord) nagebootst.Persoon {
	p := &profile{nagebootst.Persoon{BSN: d.Persoon.BSN.Cijfers(), Gemeente: string(demo.Gemeente)}}
	if n, err := strconv.ParseInt(d.Persoon.VNummer, 10, 64); err == nil {
		p.VNummer = n
	}
	p.residence(d)
	p.obligation(d)
	p.group(d)
	p.plans(d, a)
	if t, ok := a.Termijn("inburgeringstermijn"); ok && p.PIP != nil && t.Begin != 0 {
		p.Termijn = &nagebootst.Termijn{Start: t.Begin, Einde: t.Uiterlijk.Plus(1), Wijziging: t.Begin.Plus(-1)}
		if g, _ := dossier.Laatste[*dossier.TermijnVerlengd](d); g != nil {
			p.Termijn.Wijziging, p.Termijn.Grond = g.GeldigOp, "INSP"
		}
	}
	p.results(d)
	p.reported(d)
	return p.Persoon
}

// residence tells since when someone lives here, or that he still lives with the COA.
func (p *profile) residence(d *dossier.Dossier) {
	if g, _ := dossier.Laatste[*dossier.Inschrijving](d); g != nil {
		p.Vestiging = g.GeldigOp
		return
	}
	if dossier.Heeft[*dossier.Koppeling](d) {
		p.COA, p.Gekoppeld, p.Gemeente = true, string(demo.Gemeente), ""
	}
}

// duoReasons are DUO's words for the end of the obligation. DUO has no words of its own for
// reaching the pension age, becoming Dutch or losing the residence right.
var duoReasons = map[dossier.Eindreden]string{
	dossier.EindeVoldaan: "Inburgeringsplicht voldaan", dossier.EindeVrijgesteld: "Volledige vrijstelling",
	dossier.EindeOntheven: "Volledige ontheffing", dossier.EindeVertrokken: "Vertrek uit Nederland langer dan een jaar",
}

func (p *profile) obligation(d *dossier.Dossier) {
	p.Plicht.Geldt = true
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](d); g != nil {
		p.Plicht.Begin, p.Plicht.Kennisgeving = g.GeldigOp, g.GeldigOp
	}
	if g, _ := dossier.Eerste[*dossier.PlichtOntstaan](d); g != nil {
		p.Plicht.Begin = g.GeldigOp
	}
	if g, f := dossier.Laatste[*dossier.PlichtGeeindigd](d); g != nil {
		reason, known := duoReasons[f.Reden]
		if !known {
			reason = "Overig"
		}
		p.Plicht.Geldt, p.Plicht.Eind, p.Plicht.Wijziging, p.Plicht.Reden = false, g.GeldigOp, g.GeldigOp, reason
	}
	if g, _ := dossier.Laatste[*dossier.Overleden](d); g != nil {
		p.Plicht.Geldt, p.Plicht.Eind, p.Plicht.Wijziging, p.Plicht.Reden = false, g.GeldigOp, g.GeldigOp, "Overlijden"
	}
}

// duoGroups are DUO's words for the groups, broad and fine.
var duoGroups = map[begrip.Doelgroep][2]string{
	begrip.Asielstatushouder: {nagebootst.Asielstatushouder, "Asielstatushouder"},
	begrip.GezinEnOverig:     {nagebootst.Gezinsmigrant, "Gezinsvormer"},
}

func (p *profile) group(d *dossier.Dossier) {
	words, known := duoGroups[d.Persoon.Doelgroep]
	if !known {
		return // nobody said yet, so neither does DUO
	}
	p.Doelgroep = nagebootst.Doelgroep{Indeling: words[0], Detail: words[1], Begin: p.Plicht.Begin}
	for g, f := range dossier.Van[*dossier.DoelgroepGewijzigd](d) {
		was := p.Doelgroep
		was.Eind = g.GeldigOp.Plus(-1)
		p.EerdereDoelgroep = append(p.EerdereDoelgroep, was)
		p.Doelgroep = nagebootst.Doelgroep{Indeling: duoGroups[f.Naar][0], Detail: duoGroups[f.Naar][1], Begin: g.GeldigOp}
	}
}

// elsewhere is the municipality from which people in the demo came with a plan.
const elsewhere = "0001"

var duoRoutes = map[begrip.Leerroute]string{begrip.RouteB1: "B", begrip.RouteOnderwijs: "O", begrip.RouteZ: "Z"}

// plans gives DUO the plans that were reported, and the one that came along when moving.
func (p *profile) plans(d *dossier.Dossier, a *recht.Antwoord) {
	add := func(x nagebootst.PIP) {
		if p.PIP != nil {
			p.EerderePIP = append(p.EerderePIP, *p.PIP)
		}
		p.PIP = &x
	}
	if _, f := dossier.Laatste[*dossier.Inschrijving](d); f != nil && f.Leerroute != "" && p.Plicht.Kennisgeving != 0 {
		add(nagebootst.PIP{Gemeente: elsewhere, Dagtekening: p.Plicht.Kennisgeving.Plus(60), Leerroute: duoRoutes[f.Leerroute], Niveau: duoLevel(f.Leerroute, "")})
	}
	reported, _ := dossier.Laatste[*dossier.PIPGemeld](d)
	if reported == nil {
		return
	}
	for g, f := range dossier.Van[*dossier.PIPVastgesteld](d) {
		if g.GeldigOp <= reported.GeldigOp {
			add(nagebootst.PIP{Gemeente: string(demo.Gemeente), Dagtekening: g.GeldigOp, Leerroute: duoRoutes[f.Leerroute], Niveau: duoLevel(f.Leerroute, f.Niveau)})
		}
	}
	p.details(d, a)
}

// details adds to the last plan what was reported with it.
func (p *profile) details(d *dossier.Dossier, a *recht.Antwoord) {
	for _, m := range besluit.TeMelden(d, a, d.Peil) {
		if m.PIP != nil && p.PIP != nil && m.PIP.Dagtekening == p.PIP.Dagtekening {
			p.PIP.Intensiteit, p.PIP.Alfabetiser = m.PIP.Intensiteit.Of(0), strings.ToUpper(m.PIP.Alfabetisering)
			if m.PIP.MagOpleidingAfmaken.Is {
				p.PIP.MagAfmaken = &m.PIP.MagOpleidingAfmaken.Waarde
			}
		}
	}
}

// duoLevel is the level DUO keeps: none for the Z-route, and B2 does not exist there.
func duoLevel(route begrip.Leerroute, n begrip.Niveau) string {
	switch {
	case route == begrip.RouteZ:
		return ""
	case n == begrip.NiveauA2:
		return "A2"
	}
	return "B1"
}

var duoParts = map[begrip.Onderdeel]string{begrip.KNM: "KNM", begrip.Lezen: "LE", begrip.Luisteren: "LU", begrip.Schrijven: "SC", begrip.Spreken: "SP"}

// results gives DUO the tests, exams and exemptions that came from it.
func (p *profile) results(d *dossier.Dossier) {
	for g, f := range dossier.Van[*dossier.Leerbaarheidstoets](d) {
		t := nagebootst.Toets{Benodigd: 3900, Afname: g.GeldigOp}
		switch f.Uitslag {
		case dossier.ToetsHaalbaar:
			t.Resultaat, t.Behaald = "B1-route haalbaar", 4725
		case dossier.ToetsNietHaalbaar:
			t.Resultaat, t.Behaald = "B1-route niet haalbaar", 2150
		default:
			continue // exempt, or not known: DUO has no result
		}
		p.Toetsen = append(p.Toetsen, t)
	}
	for g, f := range dossier.Van[*dossier.Examen](d) {
		x := nagebootst.Examen{Onderdeel: duoParts[f.Onderdeel], Resultaat: "Gezakt", Datum: g.GeldigOp}
		if f.Uitslag == dossier.Geslaagd {
			x.Resultaat = "Geslaagd"
		}
		if f.Onderdeel != begrip.KNM {
			x.Niveau = map[begrip.Niveau]string{begrip.NiveauA2: "A2", begrip.NiveauB1: "B1", begrip.NiveauB2: "B2"}[f.Niveau]
		}
		p.Examens = append(p.Examens, x)
	}
	for g, f := range dossier.Van[*dossier.Vrijstelling](d) {
		if f.Omvang == dossier.Gedeeltelijk {
			for _, o := range f.Onderdelen {
				p.Vrijstelling = append(p.Vrijstelling, nagebootst.Oordeel{Omvang: nagebootst.Gedeeltelijk, Toegekend: true, Reden: "GED", Datum: g.GeldigOp, Onderdeel: duoParts[o], Niveau: "B1"})
			}
		}
	}
	for g, f := range dossier.Van[*dossier.Ontheffing](d) {
		if f.Omvang == dossier.Gedeeltelijk {
			for _, o := range f.Onderdelen {
				p.Ontheffing = append(p.Ontheffing, nagebootst.Oordeel{Omvang: nagebootst.Gedeeltelijk, Toegekend: true, Reden: "MED", Datum: g.GeldigOp, Onderdeel: duoParts[o]})
			}
		}
	}
}

// reported gives DUO what the municipality told it, by the connection or in the portal.
func (p *profile) reported(d *dossier.Dossier) {
	p.Aanbod, p.Uren = map[string]*nagebootst.Aanbod{}, map[string]*nagebootst.Uren{}
	own := string(demo.Gemeente)
	for _, g := range besluit.Gemelde(d) {
		if g.Stand != besluit.Bevestigd {
			continue
		}
		switch m := g.Melding; {
		case m.Soort.IsUren() && m.Uren.Is:
			p.hours(m)
		case m.MAP != nil:
			p.MAP = moduleAtDUO(*m.MAP)
		case m.PVT != nil:
			p.PVT = moduleAtDUO(*m.PVT)
		case m.ZRoute != nil && m.ZRoute.Dag != 0:
			p.ZRoute = &nagebootst.Module{Gemeente: own, Datum: m.ZRoute.Dag}
		case m.Aanbod != nil && m.Actie == besluit.MeldingVerwijder:
			delete(p.Aanbod, m.Aanbod.Instelling)
		case m.Aanbod != nil:
			a := &nagebootst.Aanbod{Gemeente: own, Datum: m.Aanbod.Datum, Start: m.Aanbod.Start, Alfabetiser: strings.ToUpper(m.Aanbod.Alfabetisering), Eerste: m.Aanbod.Datum}
			if m.Aanbod.Eind != 0 {
				a.Einde = m.Aanbod.Eind.Plus(1)
			}
			p.Aanbod[m.Aanbod.Instelling] = a
		}
	}
}

// moduleAtDUO is what DUO has of MAP or PVT; nothing when the report took it back.
func moduleAtDUO(m besluit.ModuleMelding) *nagebootst.Module {
	if m.Dag == 0 && m.Verwijtbaar == "" {
		return nil
	}
	return &nagebootst.Module{Gemeente: string(demo.Gemeente), Datum: m.Dag, Verwijtbaar: map[string]string{"ja": "Ja", "nee": "Nee"}[m.Verwijtbaar]}
}

func (p *profile) hours(m besluit.DUOMelding) {
	u := p.Uren[string(demo.Gemeente)]
	if u == nil {
		u = &nagebootst.Uren{}
		p.Uren[string(demo.Gemeente)] = u
	}
	n := m.Uren.Waarde
	switch m.Soort {
	case besluit.MeldingUrenIntake:
		u.Intake = &n
	case besluit.MeldingUrenParticipatie:
		u.Participatie = &n
	default:
		u.Taalles = &n
	}
}

// people walks along the first dossiers until f has enough.
func (f *fakeDUO) people(ctx context.Context, most int, use func(p nagebootst.Persoon) bool) error {
	seen := 0
	err := f.cellar.Loop(ctx, demo.Gemeente, func(_ string, l store.Logboek, err error) error {
		if err != nil {
			return nil // a dossier that cannot be read is shown by traject check
		}
		if seen++; seen > most {
			return errEnough
		}
		if p, ok := f.person(l.Gebeurtenissen); ok && !use(p) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return fmt.Errorf("mensen voor de signalen van de demo zoeken: %w", err)
	}
	return nil
}
