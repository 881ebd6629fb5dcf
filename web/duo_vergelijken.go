package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"traject/app"
	"traject/kern/besluit"
)

// vergelijker is what the pages ask that lay dossiers beside DUO.
type vergelijker interface {
	VergelijkMetDUO(ctx context.Context, wie app.Wie, nummer string) (app.DUOVergelijking, error)
	NeemOverVanDUO(ctx context.Context, wie app.Wie, nummer string, versie int, sleutels []string) (app.Vastgelegd, error)
	MeldVerschil(ctx context.Context, wie app.Wie, nummer string, versie int, sleutel string) (app.Vastgelegd, error)
	Vergelijkronde(ctx context.Context, wie app.Wie) (app.Vergelijkronde, error)
	StuurVergelijkronde(ctx context.Context, wie app.Wie, wat string) error
	Vergelijkverschillen(ctx context.Context, wie app.Wie, na string) (app.Verschillijst, error)
}

// vergelijkpaden are the pages that compare with DUO: one dossier, all of them, and the
// list of those that differ.
func (s *Web) vergelijkpaden(h Handelingen) []pad {
	v, ok := s.Huis.(vergelijker)
	if !ok {
		return nil
	}
	p := vergelijkdeel{s, h, v}
	return []pad{
		{"GET /dossiers/{nummer}/duo/vergelijken", p.toonEen},
		{"POST /dossiers/{nummer}/duo/vergelijken", p.doeEen},
		{"GET /beheer/duo-vergelijken", p.toonRonde},
		{"POST /beheer/duo-vergelijken", p.stuurRonde},
		{"GET /duo/verschillen", p.verschillen},
	}
}

type vergelijkdeel struct {
	*Web
	handelingen Handelingen
	huis        vergelijker
}

// vergelijkblad is one dossier beside what DUO says.
type vergelijkblad struct {
	Raam         raam
	Nummer, Naam string
	Versie       string
	Reden, Kop   string
	Fouten       []veldfout
	Verschillen  []verschilregel
	NietLeesbaar []verschilregel
	Kiesbaar     bool
	GeenPlicht   bool // DUO has nothing of this person: then "the same" would reassure wrongly
}

type verschilregel struct {
	Sleutel, Over, DUO, Ons, Oorzaak, Advies string
	Stand                                    toestand
	NeemOver, Meld                           bool
}

func (p vergelijkdeel) toonEen(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return p.een(w, r, wie, http.StatusOK, nil)
}

func (p vergelijkdeel) een(w http.ResponseWriter, r *http.Request, wie app.Wie, code int, fouten []veldfout) error {
	po, err := p.beginPoging(r, wie, p.handelingen, nil)
	if err != nil {
		return err
	}
	v, err := p.huis.VergelijkMetDUO(r.Context(), wie, po.beeld.Nummer)
	if err != nil {
		return err
	}
	b := vergelijkblad{Raam: p.raam(wie, "dossiers", "Vergelijken met DUO, "+naamVan(po.beeld)), Nummer: po.beeld.Nummer, Naam: naamVan(po.beeld),
		Versie: strconv.Itoa(v.Versie), Reden: v.Reden, GeenPlicht: v.GeenPlicht, Fouten: fouten}
	b.Raam.Melding = p.neemMelding(r)
	for _, x := range v.Loopt() {
		rij := maakVerschil(x)
		b.Kiesbaar = b.Kiesbaar || rij.NeemOver
		b.Verschillen = append(b.Verschillen, rij)
	}
	for _, x := range v.NietLeesbaar() {
		b.NietLeesbaar = append(b.NietLeesbaar, maakVerschil(x))
	}
	b.Kop = aantal(len(b.Verschillen), "punt", "punten")
	p.toon(w, r, code, vergelijkpagina(b))
	return nil
}

func maakVerschil(x besluit.Ketenverschil) verschilregel {
	stand := toestand{"week", "week", x.Soort.Titel()}
	switch x.Soort {
	case besluit.AlleenBijOns:
		stand = toestand{"later", "later", x.Soort.Titel()}
	case besluit.NietLeesbaar:
		stand = toestand{"laat", "laat", x.Soort.Titel()}
	}
	if x.Aanvulling() {
		stand = toestand{"stil", "later", "Aanvulling"}
	}
	return verschilregel{Sleutel: x.Sleutel, Over: hoofdletter(x.Over), DUO: x.DUO, Ons: x.Ons, Oorzaak: oorzaakzin(x.Oorzaak), Advies: x.Advies,
		Stand: stand, NeemOver: len(x.NeemOp) > 0, Meld: x.Meld != nil}
}

// oorzaakzin says why both differ, in a few words.
func oorzaakzin(o besluit.Ketenoorzaak) string {
	switch o {
	case besluit.DoorInterpretatie:
		return "Beide kanten lazen het anders"
	case besluit.DoorTeLaat:
		return "Een van beide weet het nog niet"
	case besluit.DoorFout:
		return "Een van beide klopt niet"
	}
	return ""
}

// doeEen mends one side. Nothing was typed, so after a refusal the page is made anew with
// what DUO says now.
func (p vergelijkdeel) doeEen(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	nummer := r.PathValue("nummer")
	versie, err := leesVersie(r.PostForm)
	if err != nil {
		return err
	}
	zin := "Overgenomen in het dossier."
	if sleutel := r.PostForm.Get("meld"); sleutel != "" {
		zin = "Het bericht aan DUO staat klaar en gaat vanzelf weg."
		_, err = p.huis.MeldVerschil(r.Context(), wie, nummer, versie, sleutel)
	} else {
		_, err = p.huis.NeemOverVanDUO(r.Context(), wie, nummer, versie, r.PostForm["keuze"])
	}
	var geweigerd *app.Geweigerd
	var conflict *app.Conflict
	switch {
	case errors.As(err, &geweigerd):
		fouten := weigerfouten(geweigerd.Weigeringen)
		for i := range fouten {
			fouten[i].Veld = "" // the fields of a form of acts are not on this page
		}
		return p.een(w, r, wie, http.StatusUnprocessableEntity, fouten)
	case errors.As(err, &conflict):
		zin = "Een collega veranderde het dossier net. Bekijk de verschillen opnieuw; er is niets overgenomen."
	case err != nil:
		return err
	}
	p.meld(r, zin)
	http.Redirect(w, r, "/dossiers/"+url.PathEscape(nummer)+"/duo/vergelijken", http.StatusSeeOther)
	return nil
}

// rondeblad is how far comparing all dossiers is, in numbers only.
type rondeblad struct {
	Stand       toestand
	Zin         string
	Loopt       bool
	Regels      []feitveld
	Knoppen     []rondeknop
	Soorten     tabel
	Onderwerpen tabel
	Fouten      []veldfout
}

type rondeknop struct {
	Wat, Naam string
	Eerste    bool
}

func (p vergelijkdeel) toonRonde(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return p.ronde(w, r, wie, http.StatusOK, nil)
}

func (p vergelijkdeel) ronde(w http.ResponseWriter, r *http.Request, wie app.Wie, code int, fouten []veldfout) error {
	x, err := p.huis.Vergelijkronde(r.Context(), wie)
	if err != nil {
		return err
	}
	kop := p.raam(wie, "beheer", "Alle dossiers vergelijken met DUO")
	kop.Melding = p.neemMelding(r)
	b := maakRonde(x)
	b.Fouten = fouten
	p.toon(w, r, code, vergelijkrondepagina(kop, b))
	return nil
}

func maakRonde(x app.Vergelijkronde) rondeblad {
	b := rondeblad{Stand: toestand{"later", "later", "Nog nooit gedaan"}}
	switch x.Stand {
	case app.RondeLoopt:
		b.Loopt, b.Stand = true, toestand{"week", "week", "Bezig"}
		b.Knoppen = []rondeknop{{"stop", "Stop", false}}
		if x.Storing {
			b.Zin = "DUO was net niet bereikbaar. Traject gaat vanzelf verder."
		}
	case app.RondeGestopt:
		b.Stand = toestand{"stil", "later", "Gestopt"}
		b.Knoppen = []rondeknop{{"verder", "Ga verder", true}, {"begin", "Begin opnieuw", false}}
	case app.RondeKlaar:
		b.Stand = toestand{"goed", "klaar", "Klaar"}
		b.Knoppen = []rondeknop{{"begin", "Vergelijk opnieuw", false}}
	default:
		b.Knoppen = []rondeknop{{"begin", "Vergelijk alle dossiers", true}}
	}
	if !x.Verbonden {
		b.Knoppen, b.Zin = nil, "Deze gemeente heeft geen verbinding met DUO."
	}
	if x.Stand == "" {
		return b
	}
	b.Regels = []feitveld{{"Begonnen", moment(x.BegonnenOp)}, {"Bijgewerkt", moment(x.BijgewerktOp)}, {"Vergeleken", getal(x.Gedaan)}, {"Gelijk aan DUO", getal(x.Gelijk)},
		{"Met verschillen", getal(x.Verschillend)}, {"Zonder burgerservicenummer", getal(x.ZonderBSN)}, {"DUO laat ze niet zien", getal(x.NietTeZien)}, {"Niet gelukt", getal(x.NietGelukt)}}
	b.Soorten = tellingtabel("Verschillen per soort", "Soort", x.AlleSoorten, func(s string) string { return besluit.Ketensoort(s).Titel() })
	b.Onderwerpen = tellingtabel("Verschillen per onderwerp", "Waarover", x.Alleonderwerp, hoofdletter)
	return b
}

func tellingtabel(bij, kop string, rijen []app.Telling, woord func(string) string) tabel {
	t := tabel{Bijschrift: bij, Koppen: []string{kop, "Aantal"}}
	for _, x := range rijen {
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: woord(x.Waarde)}, {Tekst: getal(x.Aantal)}})
	}
	return t
}

func (p vergelijkdeel) stuurRonde(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	wat := r.PostForm.Get("wat")
	err := p.huis.StuurVergelijkronde(r.Context(), wie, wat)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		return p.ronde(w, r, wie, http.StatusUnprocessableEntity, weigerfouten(geweigerd.Weigeringen))
	}
	if err != nil {
		return err
	}
	p.meld(r, map[string]string{"begin": "Het vergelijken is begonnen.", "stop": "Het vergelijken is gestopt.", "verder": "Het vergelijken gaat verder."}[wat])
	http.Redirect(w, r, "/beheer/duo-vergelijken", http.StatusSeeOther)
	return nil
}

// verbonden says whether there is a DUO to compare with.
func (s *Web) verbonden() bool {
	m, ok := s.Huis.(melder)
	return ok && m.Verbonden()
}

// verschillenblad is the list of dossiers that differ, for who leads the work.
type verschillenblad struct {
	Zin      string
	Rijen    tabel
	Volgende string
}

func (p vergelijkdeel) verschillen(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	l, err := p.huis.Vergelijkverschillen(r.Context(), wie, r.URL.Query().Get("na"))
	if err != nil {
		return err
	}
	b := verschillenblad{Zin: "De dossiers zijn nog niet vergeleken met DUO. Applicatiebeheer kan dat starten.", Rijen: tabel{Bijschrift: "Dossiers met verschillen", Koppen: []string{"Naam", "Dossier", "Klantmanager", "Verschillen"}}}
	switch {
	case l.Ronde.Stand == "" && !p.verbonden():
		b.Zin = "Deze gemeente heeft geen verbinding met DUO. Er valt dus niets te vergelijken; kijk in het portaal van DUO."
	case l.Ronde.Stand == "":
	case l.Ronde.Verschillend == 0:
		b.Zin = "Er is geen dossier gevonden dat verschilt van DUO."
	default:
		b.Zin = "Bij de laatste vergelijking verschilden " + aantal(l.Ronde.Verschillend, "dossier", "dossiers") + ". Open een dossier om te zien wat er verschilt en wie gelijk heeft."
	}
	for _, x := range l.Rijen {
		naam := of(x.Naam.Volledig(), "Naam nog niet bekend")
		b.Rijen.Rijen = append(b.Rijen.Rijen, tabelrij{{Tekst: naam, Adres: "/dossiers/" + x.Nummer + "/duo/vergelijken"}, {Tekst: x.Nummer}, {Tekst: of(x.Klantmanager.Naam, "nog niemand")}, {Tekst: getal(x.Aantal)}})
	}
	if l.Volgende != "" {
		b.Volgende = werkadres("/duo/verschillen", nil, "na", l.Volgende)
	}
	p.toon(w, r, http.StatusOK, verschillenpagina(p.raam(wie, "dossiers", "Dossiers die verschillen van DUO"), b))
	return nil
}
