package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestRegelboekZoekt(t *testing.T) {
	b := openBalie(t)
	a := b.haal("/regelboek?zoek=oproep")
	heeft(t, a.tekst, "regels gevonden.", "/regelboek/oproep", `value="oproep"`, "/regelboek/beleid")
	if strings.Contains(a.tekst, "/regelboek/examens") {
		t.Error("a rule about something else is shown")
	}
	heeft(t, b.haal("/regelboek?zoek=olifant").tekst, "Er is geen regel gevonden.")
	heeft(t, b.haal("/regelboek?zoek=%3Cscript%3E").tekst, "&lt;script&gt;")
	heeft(t, b.haal("/regelboek").tekst, "/regelboek/oproep", "/regelboek/examens", `aria-label="Onderwerpen"`)
}

func TestRegelbladZetEenAndereGemeenteErnaast(t *testing.T) {
	b := openBalie(t)
	heeft(t, b.haal("/regelboek/aanbod-leerroute?naast=dalfsen").tekst, "Dalfsen, ter vergelijking", "volgt landelijk", "3 maanden", "Waarden door de tijd")
	if a := b.haal("/regelboek/aanbod-leerroute?naast=nergens"); a.status != http.StatusOK || strings.Contains(a.tekst, "ter vergelijking") {
		t.Errorf("%d: an unknown pack stands beside ours", a.status)
	}
	heeft(t, b.haal("/regelboek/pip-termijn").tekst, "een dag later is zij verlopen", "Elk voorbeeld wordt bij elke nieuwe versie", "pipVaststellen", "kern/recht/pip_termijn.go", "Nog ")
}

func TestBeleidToontWatDeGemeenteKoos(t *testing.T) {
	b := openBalie(t)
	a := b.haal("/regelboek/beleid?naast=dalfsen")
	heeft(t, a.tekst, "Keuzes van de gemeente", "<strong>5 werkdagen</strong>", "volgt landelijk", "vier bijeenkomsten van drie uur", "Van 0 werkdagen tot en met 20 werkdagen",
		"Bi 2021 art. 9.3 lid 2", "/regelboek/oproep#w-oproep-werkdagen", "20 uur")
	if strings.Contains(a.tekst, "w-pip-weken") || strings.Contains(a.tekst, "0,02") {
		t.Error("a key the law does not leave open is shown, or hours are counted wrong")
	}
}
