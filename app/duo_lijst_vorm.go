package app

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Tabel is een lijst uit het portaal van DUO zoals zij is gelezen: nog zonder te weten wat
// in welke kolom staat.
type Tabel struct {
	Kop   []string
	Rijen []Tabelrij
}

// Tabelrij is één regel. Fout is gevuld als de regel niet te lezen was.
type Tabelrij struct {
	Regel  int // in het bestand, de kop is 1
	Cellen []string
	Fout   string
}

// Lijstlezer maakt van een bestand een tabel, of zegt waarom dat niet gaat. Wie de vormen
// kent is keten/duo.
type Lijstlezer func(naam string, inhoud []byte) (Tabel, []begrip.Weigering)

// Kolommen zegt wat in welke kolom staat: de plaats vanaf 0, of -1 als de lijst het niet
// heeft. Heeft de lijst geen kolom met de code, dan geldt Code voor alle regels.
type Kolommen struct {
	Code, Dag, BSN, VNummer int
	VasteCode               string
}

// kopsleutel geeft het kenmerk van een kop: dezelfde kolommen geven hetzelfde.
func kopsleutel(kop []string) string {
	som := sha256.Sum256([]byte(strings.ToLower(strings.Join(kop, "\x1f"))))
	return hex.EncodeToString(som[:16])
}

// Raad kiest de kolommen op hun naam; wat niet te raden is blijft leeg.
func Raad(kop []string) Kolommen {
	k := Kolommen{Code: -1, Dag: -1, BSN: -1, VNummer: -1}
	for i, naam := range kop {
		kaal := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.ToLower(naam))
		zet := func(doel *int, woorden ...string) {
			for _, w := range woorden {
				if *doel < 0 && strings.Contains(kaal, w) {
					*doel = i
				}
			}
		}
		switch {
		case strings.Contains(kaal, "bsn") || strings.Contains(kaal, "burgerservice"):
			zet(&k.BSN, "bsn", "burgerservice")
		case strings.Contains(kaal, "vnummer") || kaal == "vnr":
			zet(&k.VNummer, "vnummer", "vnr")
		case strings.Contains(kaal, "datum") || kaal == "dag":
			zet(&k.Dag, "datum", "dag")
		default:
			zet(&k.Code, "code", "signaal", "gebeurtenis")
		}
	}
	return k
}

// keur zegt of de keuze van kolommen bij de kop past.
func (k Kolommen) keur(kop []string) []begrip.Weigering {
	var uit []begrip.Weigering
	weiger := func(plaats, zin string) {
		uit = append(uit, begrip.Weigering{Code: "kolom", Plaats: plaats, Zin: zin})
	}
	for naam, i := range map[string]int{"code": k.Code, "dag": k.Dag, "bsn": k.BSN, "v-nummer": k.VNummer} {
		if i >= len(kop) {
			weiger(naam, "Deze kolom staat niet in de lijst. Kies een andere.")
		}
	}
	if k.Code < 0 && k.VasteCode == "" {
		weiger("code", "Kies de kolom met de code, of vul in welke code voor alle regels geldt.")
	}
	if k.VasteCode != "" && !isLijstcode(dossier.Signaalcode(k.VasteCode)) {
		weiger("vaste-code", "Een code is SS met drie cijfers, bijvoorbeeld SS126.")
	}
	if k.Dag < 0 {
		weiger("dag", "Kies de kolom met de dag van het signaal.")
	}
	if k.BSN < 0 && k.VNummer < 0 {
		weiger("bsn", "Kies de kolom met het burgerservicenummer of met het V-nummer.")
	}
	return uit
}

func isLijstcode(code string) bool {
	if code == "" || len(code) > 6 {
		return false
	}
	for _, c := range []byte(code) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// lijstregel is één regel die klaar is om als signaal te lezen.
type lijstregel struct {
	Regel   int    `json:"r"`
	Code    string `json:"c"`
	Dag     string `json:"d"`
	BSN     string `json:"b,omitempty"`
	VNummer string `json:"v,omitempty"`
}

// Regelfout is een regel die niet is gelezen, met de reden en wat er stond.
type Regelfout struct {
	Regel  int      `json:"regel"`
	Zin    string   `json:"zin"`
	Cellen []string `json:"cellen,omitempty"`
}

// lees maakt van een rij een regel, of zegt in één zin wat eraan mankeert.
func (k Kolommen) lees(r Tabelrij, vandaag begrip.Datum) (lijstregel, string) {
	if r.Fout != "" {
		return lijstregel{}, r.Fout
	}
	cel := func(i int) string {
		if i < 0 || i >= len(r.Cellen) {
			return ""
		}
		return strings.TrimSpace(r.Cellen[i])
	}
	uit := lijstregel{Regel: r.Regel, Code: dossier.Signaalcode(k.VasteCode)}
	if k.Code >= 0 {
		uit.Code = dossier.Signaalcode(cel(k.Code))
	}
	if !isLijstcode(uit.Code) {
		return uit, "De code ontbreekt of heeft niet de vorm SS126."
	}
	dag, ok := leesLijstdag(cel(k.Dag))
	switch {
	case !ok:
		return uit, "De dag ontbreekt of is geen dag zoals 14-09-2026."
	case dag > vandaag:
		return uit, "De dag is nog niet geweest."
	case dag < eersteLijstdag:
		return uit, "De dag ligt voor 2007; zo oud is geen signaal."
	}
	uit.Dag = dag.String()
	if t := cel(k.BSN); t != "" {
		if cijfers := alleenCijfers(t); cijfers {
			t = strings.Repeat("0", max(0, 9-len(t))) + t // een rekenblad laat nullen vooraan weg
		}
		bsn, err := begrip.LeesBSN(t)
		if err != nil {
			return uit, "Het burgerservicenummer is geen negen cijfers die kloppen."
		}
		uit.BSN = bsn.Cijfers()
	}
	if t := cel(k.VNummer); t != "" {
		if !alleenCijfers(t) || len(t) > 10 {
			return uit, "Het V-nummer is geen getal van hooguit tien cijfers."
		}
		uit.VNummer = strings.TrimLeft(t, "0")
	}
	if uit.BSN == "" && uit.VNummer == "" {
		return uit, "Er staat geen burgerservicenummer en geen V-nummer bij."
	}
	return uit, ""
}

// kenmerken geeft het kenmerk van een regel: dezelfde regel, in welk bestand ook, is hetzelfde
// bericht. Het kenmerk staat leesbaar in de opslag en in adressen; daarom is er een sleutel
// nodig om uit te vinden over wie het gaat. Na het eerste komen die van oudere sleutels.
func (h *Huis) kenmerken(l lijstregel) ([]string, error) {
	uit, err := h.Kelder.Kenmerken(h.Gemeente, []byte(strings.Join([]string{"lijst", l.Code, l.Dag, l.BSN, l.VNummer}, "\x1f")))
	for i := range uit {
		uit[i] = "lijst-" + uit[i]
	}
	return uit, err
}

var eersteLijstdag = begrip.MoetDag("2007-01-01")

func alleenCijfers(t string) bool { return t != "" && strings.Trim(t, "0123456789") == "" }

// leesLijstdag leest een dag zoals lijsten hem schrijven: 14-09-2026, 14/9/2026,
// 2026-09-14 (met of zonder tijd), 20260914, of het dagnummer van een rekenblad.
func leesLijstdag(t string) (begrip.Datum, bool) {
	t, _, _ = strings.Cut(strings.ReplaceAll(t, "T", " "), " ")
	if alleenCijfers(t) && len(t) == 8 {
		t = t[:4] + "-" + t[4:6] + "-" + t[6:]
	}
	if n, err := strconv.Atoi(t); err == nil && n > 30000 && n < 80000 {
		return begrip.MoetDag("1899-12-30").Plus(n), true // dag 1 van een rekenblad is 1 januari 1900
	}
	delen := strings.FieldsFunc(t, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(delen) != 3 {
		return 0, false
	}
	if len(delen[0]) != 4 {
		delen[0], delen[2] = delen[2], delen[0]
	}
	var n [3]int
	for i, d := range delen {
		x, err := strconv.Atoi(d)
		if err != nil || !alleenCijfers(d) {
			return 0, false
		}
		n[i] = x
	}
	dag, err := begrip.Dag(n[0], n[1], n[2])
	return dag, err == nil && len(delen[0]) == 4
}
