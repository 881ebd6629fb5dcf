package web

import (
	"net/http"
	"strings"
	"testing"
)

// A diagnosis, a suspicion or a religion in a note is asked about first. Who says that it
// is needed goes on; a word added later is asked about again.
func TestVrijeTekstWaarschuwtEnHoudtNiemandTegen(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	versie := b.beeld(plek).Versie
	vorm := b.haal(plek + "/notitie").vorm(t)
	vorm.Set("tekst", "Mevrouw heeft een depressie")
	a := b.post(plek+"/notitie", vorm)
	if a.status != http.StatusUnprocessableEntity || b.beeld(plek).Versie != versie {
		t.Fatalf("%d", a.status)
	}
	heeft(t, a.tekst, "Hoort dit in het dossier?", "Schrijf wat iemand wel en niet kan", "Mevrouw heeft een depressie</textarea>", `href="#tekst-nodig"`)
	if strings.Contains(a.tekst, `name="tekst-nodig" value="depressie" checked`) {
		t.Error("the box is ticked already")
	}
	vorm.Set("tekst-nodig", "depressie")
	vorm.Set("tekst", "Mevrouw heeft een depressie en gaat naar de moskee")
	if a := b.post(plek+"/notitie", vorm); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, `value="depressie,moskee"`) {
		t.Errorf("a second word: %d", a.status)
	}
	vorm.Set("tekst-nodig", "depressie,moskee")
	if a := b.post(plek+"/notitie", vorm); a.status != http.StatusSeeOther {
		t.Errorf("confirmed: %d", a.status)
	}
	if n := b.beeld(plek).Versie; n != versie+1 {
		t.Errorf("version %d", n)
	}
	// A draft keeps the text and not the confirmation.
	vorm.Set("later", "ja")
	b.post(plek+"/notitie", vorm)
	if a := b.haal(plek + "/notitie"); strings.Contains(a.tekst, "tekst-nodig") || !strings.Contains(a.tekst, "moskee") {
		t.Error("the draft")
	}
	// Ordinary text is not asked about.
	vorm.Set("weg", "ja")
	b.post(plek+"/notitie", vorm)
	vorm = b.haal(plek + "/notitie").vorm(t)
	vorm.Set("tekst", "Kan op vrijdagmiddag niet")
	if a := b.post(plek+"/notitie", vorm); a.status != http.StatusSeeOther {
		t.Errorf("ordinary text: %d", a.status)
	}
}

func TestHetPIPWaarschuwtBijDeStapWaarHetStaat(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	b.gelukt(plek+"/pip", nil)
	vorm := b.haal(plek + "/pip?stap=2").vorm(t)
	for naam, waarde := range map[string]string{"leerroute": "b1", "niveau": "b1", "motivering": "Vermoedelijk kan zij meer."} {
		vorm.Set(naam, waarde)
	}
	a := b.post(plek+"/pip?stap=2", vorm)
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", a.status)
	}
	heeft(t, a.tekst, "Schrijf geen vermoeden op", "tekst-nodig")
	vorm.Set("tekst-nodig", "vermoedelijk")
	if a := b.post(plek+"/pip?stap=2", vorm); a.status != http.StatusSeeOther || !strings.Contains(a.naar, "stap=3") {
		t.Errorf("confirmed: %d %s", a.status, a.naar)
	}
}
