package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// melder is what the pages on reporting to DUO ask of the hall.
type melder interface {
	Verbonden() bool
	Meldingen(ctx context.Context, wie app.Wie, b *app.DossierBeeld) (*app.Meldblad, error)
	MeldAanDUO(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Meldopdracht) (app.Vastgelegd, error)
	Contactpersonen(ctx context.Context, wie app.Wie) ([]app.Contactpersoon, error)
	MeldContactpersoon(ctx context.Context, wie app.Wie, o app.Contactopdracht) error
}

// meldpaden are the pages on which DUO is told something.
func (s *Web) meldpaden(h Handelingen) []pad {
	m, ok := s.Huis.(melder)
	if !ok {
		return nil
	}
	p := meldpagina{s, h, m}
	return []pad{
		{"GET /dossiers/{nummer}/duo", p.overzicht},
		{"GET /dossiers/{nummer}/duo/{melding}", p.toon},
		{"POST /dossiers/{nummer}/duo/{melding}", p.doe},
		{"GET /dossiers/{nummer}/portaal", p.portaal},
		{"POST /dossiers/{nummer}/portaal", p.vink},
		{"GET /duo/portaal", p.alles},
		{"GET /beheer/contactpersonen", p.contacten},
		{"GET /beheer/contactpersonen/{medewerker}", p.contact},
		{"POST /beheer/contactpersonen/{medewerker}", p.wijzigContact},
	}
}

// meldpagina serves these pages.
type meldpagina struct {
	*Web
	handelingen Handelingen
	melder      melder
}

// duoblad is the page with what DUO has of us and what it still has to know.
type duoblad struct {
	Raam           raam
	Nummer, Naam   string
	Bijschrift     string
	Verbonden      bool
	PIPOpen        bool // the plan was not reported yet, so that may have been done outside traject
	Portaal        bool // something goes through the portal
	Regels         []duoregel
	Overige        []knop
	Gemeld         []gemeldrij
	Termijn        string // the ten working days, in a sentence; "" is none
	TermijnUitleg  *uitleg
	Contactpersoon string // why DUO does not show the klantmanager; "" is all right
}

// duoregel is one thing DUO has to know.
type duoregel struct {
	ID, Titel string
	Stand     toestand
	Zin       string
	Velden    []meldveld
	Fouten    []string // what DUO said
	Mis       []string // why DUO would refuse it now
	Knop      string
	Adres     string
	Eerste    bool
}

// gemeldrij is one message that was sent.
type gemeldrij struct{ Dag, Wat, Wie, Weg, Uitkomst, Fouten string }

func duoadres(nummer, pad string) string {
	return "/dossiers/" + nummer + "/duo/" + url.PathEscape(pad)
}

// lees reads the dossier and what DUO has to know of it, for who may act on it.
func (p meldpagina) lees(r *http.Request, wie app.Wie) (*poging, *app.Meldblad, error) {
	po, err := p.beginPoging(r, wie, p.handelingen, nil)
	if err != nil {
		return nil, nil, err
	}
	blad, err := p.melder.Meldingen(r.Context(), wie, po.beeld)
	return po, blad, err
}

func (p meldpagina) overzicht(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	po, m, err := p.lees(r, wie)
	if err != nil {
		return err
	}
	b := duoblad{Raam: p.raam(wie, "dossiers", "Melden aan DUO, "+naamVan(po.beeld)), Nummer: po.beeld.Nummer, Naam: naamVan(po.beeld), Bijschrift: bijschrift(po.beeld), Verbonden: m.Verbonden}
	b.Raam.Melding = p.neemMelding(r)
	b.Termijn, b.TermijnUitleg = pipTermijn(po.beeld, m.PIPTermijn)
	b.PIPOpen = m.PIPTermijn != nil && (m.PIPTermijn.Stand == recht.Lopend || m.PIPTermijn.Stand == recht.Verlopen)
	eerste := true
	for _, x := range m.Regels {
		rij := maakDuoregel(po.beeld.Nummer, x, m, p.collega)
		rij.Eerste = eerste && x.TeDoen() && rij.Knop != ""
		eerste = eerste && !rij.Eerste
		b.Regels = append(b.Regels, rij)
		b.Portaal = b.Portaal || x.Weg == dossier.WegPortaal && x.TeDoen()
	}
	for _, soort := range m.Overige {
		b.Overige = append(b.Overige, knop{Naam: hoofdletter(soort.Titel()), Adres: duoadres(po.beeld.Nummer, string(soort))})
	}
	for _, g := range m.Gemeld {
		b.Gemeld = append(b.Gemeld, maakGemeldrij(g, m.Instellingen, p.collega))
	}
	p.Web.toon(w, r, http.StatusOK, duopagina(b))
	return nil
}

func maakDuoregel(nummer string, x app.Meldregel, m *app.Meldblad, n benoem) duoregel {
	rij := duoregel{ID: "m-" + strings.ReplaceAll(x.Pad, ":", "-"), Titel: meldtitel(x.Melding, m.Instellingen), Stand: meldstand(x), Zin: meldzin(x), Velden: meldvelden(x.Melding, m.Instellingen, n),
		Adres: duoadres(nummer, x.Pad), Knop: meldknop(x)}
	if x.Wat == besluit.VerschilGeweigerd && x.Laatste != nil {
		rij.Fouten = x.Laatste.Fouten
	}
	for _, f := range weigerfouten(x.Mis) {
		rij.Mis = append(rij.Mis, f.Zin)
	}
	if x.Melding.Contact != nil && len(x.Mis) > 0 && x.Weg == dossier.WegM2M { // nobody has to do this: many do not use contact persons
		rij.Stand, rij.Mis = toestand{"stil", "nogniet", "Niet bij DUO"}, nil
		rij.Zin = "DUO kent deze klantmanager niet als contactpersoon. Uw teamleider of beheer kan dat melden. Daarna gaat de koppeling vanzelf."
	}
	return rij
}

func meldknop(x app.Meldregel) string {
	switch {
	case x.Melding.Contact != nil && (len(x.Mis) > 0 || x.Weg == dossier.WegPortaal): // in the portal it is ticked off on the list
		return ""
	case x.Wat == besluit.VerschilWacht:
		return ""
	case x.Wat == besluit.VerschilGeen && x.Melding.Contact != nil:
		return ""
	case x.Wat == besluit.VerschilGeen:
		return "Verander of trek in"
	case x.Wat == besluit.VerschilGeweigerd:
		return "Kijk en verbeter"
	case x.Wat == besluit.VerschilIntrekken:
		return "Haal weg bij DUO"
	case x.Weg == dossier.WegPortaal:
		return "Vul in en leg vast"
	}
	return "Meld aan DUO"
}

func maakGemeldrij(g besluit.Gemeld, scholen []besluit.Instelling, n benoem) gemeldrij {
	uit := gemeldrij{Dag: g.Dag.Voluit(), Wat: meldtitel(g.Melding, scholen), Wie: n.naam(g.Wie), Weg: "verbinding", Fouten: strings.Join(g.Fouten, " ")}
	if g.Weg == dossier.WegPortaal {
		uit.Weg = "portaal"
	}
	if g.Melding.Actie == besluit.MeldingVerwijder || g.Melding.Actie == besluit.MeldingOntkoppel {
		uit.Wat += ", weggehaald"
	}
	switch g.Stand {
	case besluit.Bevestigd:
		uit.Uitkomst = "aangenomen op " + g.Afgehandeld.Voluit()
	case besluit.Geweigerd:
		uit.Uitkomst = "niet aangenomen op " + g.Afgehandeld.Voluit()
	case besluit.Ingehaald:
		uit.Uitkomst = "niet meer nodig: er kwam een nieuwer bericht"
	default:
		uit.Uitkomst = "onderweg"
	}
	return uit
}

// pipTermijn says how the ten working days stand, with the explanation of the law.
func pipTermijn(b *app.DossierBeeld, t *recht.Termijn) (string, *uitleg) {
	if t == nil || t.Uiterlijk.IsLeeg() {
		return "", nil
	}
	antwoord := termijnuitleg(b, t)
	u := &antwoord
	switch t.Stand {
	case recht.Gehaald:
		return "Het PIP is op tijd gemeld. Dat moest uiterlijk op " + t.Uiterlijk.Voluit() + ".", u
	case recht.TeLaat:
		return "Het PIP is gemeld, maar na de laatste dag. Die was " + t.Uiterlijk.Voluit() + ".", u
	case recht.Verlopen:
		return "Het PIP moest uiterlijk op " + t.Uiterlijk.Voluit() + " bij DUO zijn. Die dag is voorbij.", u
	}
	return "Het PIP moet uiterlijk op " + t.Uiterlijk.Voluit() + " bij DUO zijn.", u
}
