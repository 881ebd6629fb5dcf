package web

import (
	"errors"
	"net/http"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/recht"
)

// bewaarblad tells until when a dossier and its parts may be kept, and why.
type bewaarblad struct {
	Nummer, Naam string
	Zin          string
	Rijen        []bewaarrij
	Meldingen    []string // what holds it, and what to look at
	Slot         string
	MagAanhouden bool
	Aangehouden  *feitveld
	Delen        []deelrij
	Eerder       []keuze // groups that can be proposed to go earlier
	bewaarinvoer
	Fouten []veldfout
}

// bewaarinvoer is what someone typed in the forms of the page.
type bewaarinvoer struct{ Reden, Groep, Waarom string }

type bewaarrij struct {
	Deel, Wat, Tot string
	Lijst          []string
	Uitleg         uitleg
}

// veldgroepwoorden are the parts of a dossier in plain words.
var veldgroepwoorden = map[recht.Veldgroep]feitveld{
	recht.VeldenIntake:     {"Intake", "het verslag van de brede intake en de leerbaarheidstoets"},
	recht.VeldenVoortgang:  {"Uren en voortgang", "het PIP, uren, modules en examens"},
	recht.VeldenGesprekken: {"Gesprekken en notities", "oproepen, gesprekken en notities"},
	recht.VeldenBoetes:     {"Boetes", "overtredingen, boetes, bezwaar en betaling"},
	recht.VeldenBrieven:    {"Brieven", "alle brieven die zijn gemaakt"},
	recht.VeldenBerichten:  {"Berichten van en naar DUO", "de inhoud van berichten"},
	recht.VeldenLang:       {"Lange set", "BSN, naam, adres, woonplaats, geboortedatum, vrijstelling, ontheffing en hoe en wanneer iemand voldeed"},
}

func (p privacyPagina) toonBewaren(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return p.bewaren(w, r, wie, bewaarinvoer{}, nil, http.StatusOK)
}

func (p privacyPagina) bewaren(w http.ResponseWriter, r *http.Request, wie app.Wie, in bewaarinvoer, fouten []veldfout, status int) error {
	x, err := p.h.Bewaring(r.Context(), wie, r.PathValue("nummer"))
	if err != nil {
		return err
	}
	b := maakBewaren(x)
	b.bewaarinvoer, b.Fouten = in, fouten
	for i := range b.Eerder {
		b.Eerder[i].Gekozen = b.Eerder[i].Waarde == in.Groep
	}
	kop := p.raam(wie, "dossiers", "Bewaren")
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, status, bewaarpagina(kop, b))
	return nil
}

func maakBewaren(x *app.BewaarBeeld) bewaarblad {
	b := bewaarblad{Nummer: x.Nummer, Naam: of(x.Naam, "naam onbekend"), MagAanhouden: x.MagAanhouden, Zin: bewaarzin(x.Bewaring)}
	for _, w := range append(append([]begrip.Weigering{}, x.Bewaring.Houdt...), x.Bewaring.LetOp...) {
		b.Meldingen = append(b.Meldingen, w.Zin)
	}
	if a := x.Aangehouden; a != nil {
		b.Aangehouden = &feitveld{"Aangehouden door " + of(a.Naam, a.Gebruiker) + " op " + a.Dag.Voluit(), a.Reden}
	}
	b.Delen, b.Eerder = deelrijen(x)
	if !x.MagAanhouden {
		b.Eerder = nil
	}
	for _, g := range x.Bewaring.Groepen {
		woorden := veldgroepwoorden[g.Groep]
		rij := bewaarrij{Deel: woorden.Naam, Wat: woorden.Waarde, Tot: of(g.Uiterlijk.Voluit(), "nog niet bekend")}
		for _, s := range g.Lijst {
			rij.Lijst = append(rij.Lijst, s.Grond.String()+": "+s.Uiterlijk.Voluit())
		}
		antwoord := "Er is nog geen laatste dag: de inburgeringsplicht loopt nog."
		if g.Uiterlijk != 0 {
			antwoord = woorden.Naam + " mag blijven tot en met " + g.Uiterlijk.Voluit() + "."
		}
		rij.Uitleg = maakUitleg(x.Nummer, antwoord, g.Uitleg, nil, nil, x.Logboek)
		b.Rijen = append(b.Rijen, rij)
	}
	return b
}

func bewaarzin(b *recht.Bewaring) string {
	switch {
	case len(b.Groepen) == 0:
		return "Voor dit dossier kent traject geen bewaartermijn."
	case b.Uiterlijk == 0:
		return "De inburgeringsplicht loopt nog. Daarom is er nog geen dag waarop dit dossier weg moet."
	case b.MoetWeg():
		return "Dit dossier mocht blijven tot en met " + b.Uiterlijk.Voluit() + ". Het moet nu weg."
	}
	return "Dit dossier mag blijven tot en met " + b.Uiterlijk.Voluit() + ". Daarna moet het weg; de lange set mag blijven tot en met " + b.Lang.Voluit() + "."
}

func (p privacyPagina) houdAan(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	if r.PostForm.Get("wat") == "eerder" {
		return p.eerder(w, r, wie)
	}
	los := r.PostForm.Get("wat") == "los"
	err := p.h.HoudAan(r.Context(), wie, r.PathValue("nummer"), r.PostForm.Get("reden"), los)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		return p.bewaren(w, r, wie, bewaarinvoer{Reden: r.PostForm.Get("reden")}, weigerfouten(geweigerd.Weigeringen), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	zin := "Dit dossier wordt aangehouden. Het gaat niet weg tot u het loslaat."
	if los {
		zin = "Dit dossier wordt niet meer aangehouden."
	}
	p.meld(r, zin)
	http.Redirect(w, r, "/dossiers/"+r.PathValue("nummer")+"/bewaren", http.StatusSeeOther)
	return nil
}

func bewaarvraag(b bewaarblad) string {
	if b.Aangehouden != nil {
		return "Waarom hoeft dit dossier niet meer te worden aangehouden?"
	}
	return "Waarom moet dit dossier langer blijven?"
}
