package web

import (
	"net/http"
	"strconv"
	"strings"

	"traject/app"
)

// wachtrijblad is what waits, runs and failed. It names no dossier.
type wachtrijblad struct {
	Tabs     []tab
	Soorten  tabel
	Rijen    tabel
	Leeg     string
	Volgende string
}

// werksoorten say a sort of work in words.
var werksoorten = map[string]string{
	"brief": "Brief klaarzetten", app.WerkLijsten: "Lijsten bijwerken na een nieuwe versie", app.WerkTeam: "Lijsten bijwerken na een ander team",
	"duo-lezen": "Gegevens lezen bij DUO", "duo-melden": "Melden bij DUO", "duo-lijst": "Lijst uit het portaal lezen", app.WerkVernietigen: "Vernietigen wat is goedgekeurd", "periode-herzien": "Dossiers herzien", "periode-sessies": "Afgelopen sessies opruimen",
}

func werksoort(s string) string {
	if naam := werksoorten[s]; naam != "" {
		return naam
	}
	return hoofdletter(strings.ReplaceAll(s, "-", " "))
}

func (s *Web) wachtrij(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	f := app.WachtrijFilter{Mislukt: q.Get("stand") == "mislukt", Soort: q.Get("soort"), Na: q.Get("na")}
	rij, err := s.Huis.Wachtrij(r.Context(), wie, f)
	if err != nil {
		return err
	}
	b := wachtrijblad{Leeg: "Er wacht niets.", Tabs: []tab{
		{Naam: "Wacht of loopt", Adres: werkadres("/beheer/wachtrij", q, "stand", ""), Hier: !f.Mislukt},
		{Naam: "Mislukt", Adres: werkadres("/beheer/wachtrij", q, "stand", "mislukt"), Hier: f.Mislukt},
	}}
	if f.Mislukt {
		b.Leeg = "Er is niets mislukt."
	}
	b.Soorten = soortentabel(rij.Soorten)
	b.Rijen = werktabel(rij.Rijen, f.Mislukt)
	if rij.Volgende != "" {
		b.Volgende = werkadres("/beheer/wachtrij", q, "na", rij.Volgende)
	}
	kop := s.raam(wie, "beheer", "Wachtrij")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, http.StatusOK, wachtrijpagina(kop, b))
	return nil
}

func soortentabel(soorten []app.Werksoort) tabel {
	t := tabel{Bijschrift: "Werk dat niet is gedaan, per soort", Koppen: []string{"Soort", "Wacht", "Loopt", "Mislukt", "Eerste beurt", "Opnieuw"}}
	for _, x := range soorten {
		eerste, doe := "geen", cel{Tekst: "niet nodig"}
		if !x.Eerste.IsZero() {
			eerste = moment(x.Eerste)
		}
		if x.Mislukt > 0 {
			doe = cel{Doe: &knopcel{"/beheer/wachtrij", "soort", x.Soort, "Probeer alle opnieuw", ": " + werksoort(x.Soort)}}
		}
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: werksoort(x.Soort), Adres: "/beheer/wachtrij?soort=" + x.Soort}, {Tekst: getal(x.Wacht)}, {Tekst: getal(x.Bezig)}, {Tekst: getal(x.Mislukt)}, {Tekst: eerste}, doe})
	}
	return t
}

func werktabel(rijen []app.Werkstuk, mislukt bool) tabel {
	t := tabel{Bijschrift: "Stukken werk", Koppen: []string{"Kenmerk", "Soort", "Stand", "Pogingen", "Waarom niet gelukt", "Beurt"}}
	if mislukt {
		t.Koppen[5] = "Opnieuw"
	}
	for _, x := range rijen {
		laatste := cel{Tekst: moment(x.Beurt)}
		stand := map[app.Werkstand]string{app.WerkWacht: "wacht", app.WerkBezig: "loopt", app.WerkMislukt: "mislukt"}[x.Stand]
		if x.Stand == app.WerkBezig {
			stand += ", tot " + kloktijd(x.Bezigtot)
		}
		if mislukt {
			laatste = cel{Doe: &knopcel{"/beheer/wachtrij", "kenmerk", x.Kenmerk, "Probeer opnieuw", ": " + x.Kenmerk}}
		}
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: x.Kenmerk}, {Tekst: werksoort(x.Soort)}, {Tekst: stand}, {Tekst: strconv.Itoa(x.Pogingen)}, {Tekst: of(x.Reden, "-")}, laatste})
	}
	return t
}

// probeerOpnieuw puts work that failed back in the queue: one piece, or all of a sort.
func (s *Web) probeerOpnieuw(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	zin := "Het werk staat weer in de rij."
	if kenmerk := r.PostForm.Get("kenmerk"); kenmerk != "" {
		if err := s.Huis.ProbeerOpnieuw(r.Context(), wie, kenmerk); err != nil {
			return err
		}
	} else {
		n, err := s.Huis.ProbeerSoortOpnieuw(r.Context(), wie, r.PostForm.Get("soort"))
		if err != nil {
			return err
		}
		zin = aantal(n, "stuk werk staat", "stukken werk staan") + " weer in de rij."
	}
	s.meld(r, zin)
	http.Redirect(w, r, "/beheer/wachtrij?stand=mislukt", http.StatusSeeOther)
	return nil
}
