package api

import (
	"strconv"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// SchrijfAntwoord schrijft het antwoord als één JSON-object achter b, met de sleutels in
// vaste volgorde. Er wordt alleen achteraan gezet: dat is snel, en hetzelfde antwoord geeft
// dezelfde bytes.
func SchrijfAntwoord(b []byte, u *Uitkomst) []byte {
	s := schrijver{b: b, uitleg: true}
	s.antwoord(u)
	return s.b
}

// schrijver schrijft JSON. Begin zegt dat er in dit object nog niets staat.
type schrijver struct {
	b      []byte
	begin  bool
	uitleg bool // onwaar: de stappen blijven weg
}

func (s *schrijver) antwoord(u *Uitkomst) {
	a := u.Antwoord
	s.open('{')
	if u.Bestand != "" {
		s.tekst("bestand", u.Bestand)
	}
	s.dag("op", a.Op)
	if a.Bekend != 0 {
		s.dag("bekend", a.Bekend)
	}
	s.tekst("stelsel", string(a.Stelsel))
	s.naam("beleid")
	s.open('{')
	s.tekst("pakket", a.Pakket)
	s.tekst("vingerafdruk", a.Vingerafdruk)
	s.sluit('}')
	s.termijnen(a.Termijnen)
	s.normen(a.Normen)
	s.boetes(a.Boetes)
	s.handelingen(a.Handelingen)
	s.taken(u.Taken)
	s.vragen(a.Vragen)
	if a.Geld != nil {
		s.geld(a.Geld)
	}
	s.sluit('}')
}

func (s *schrijver) termijnen(lijst []recht.Termijn) {
	s.naam("termijnen")
	s.open('{')
	for i := range lijst {
		s.sleutel(lijst[i].Sleutel, lijst[i].Over)
		s.termijn(&lijst[i])
	}
	s.sluit('}')
}

func (s *schrijver) termijn(t *recht.Termijn) {
	s.open('{')
	if t.Begin != 0 {
		s.dag("begin", t.Begin)
	}
	if t.Uiterlijk != 0 {
		s.dag("uiterlijk", t.Uiterlijk)
	}
	s.tekst("stand", string(t.Stand))
	s.waarom(t.Bronnen, t.Uitleg)
	s.sluit('}')
}

func (s *schrijver) normen(lijst []recht.Norm) {
	s.naam("normen")
	s.open('{')
	for i := range lijst {
		s.sleutel(lijst[i].Sleutel, "")
		s.norm(&lijst[i])
	}
	s.sluit('}')
}

func (s *schrijver) norm(n *recht.Norm) {
	s.open('{')
	s.hoeveel("eis", n.Eis, n.Eenheid)
	s.hoeveel("behaald", n.Behaald, n.Eenheid)
	s.hoeveel("rest", n.Rest, n.Eenheid)
	s.vlag("voldaan", n.Voldaan)
	s.waarom(n.Bronnen, n.Uitleg)
	s.sluit('}')
}

func (s *schrijver) boetes(lijst []recht.Boete) {
	s.naam("boetes")
	s.open('{')
	for i := range lijst {
		s.sleutel(lijst[i].ID, "")
		s.boete(&lijst[i])
	}
	s.sluit('}')
}

// boete laat weg wat geen antwoord is: van een onbekende mate van verwijt is er geen mag,
// percentage of bedrag, want dat zou een gok zijn.
func (s *schrijver) boete(x *recht.Boete) {
	s.open('{')
	s.bron("grond", x.Grond)
	if x.Bekend {
		s.vlag("mag", x.Mag)
	}
	if x.Trede != 0 {
		s.getal("trede", int64(x.Trede))
	}
	if x.Bekend && x.Percentage != 0 {
		s.getal("percentage", int64(x.Percentage))
	}
	if x.HeeftNorm {
		s.getal("norm_cent", int64(x.Norm))
	}
	if x.Bekend {
		s.getal("bedrag_cent", int64(x.Bedrag))
	}
	if x.HeeftRuimte {
		s.getal("ruimte_cent", int64(x.Ruimte))
	}
	if x.Opgelegd.Is {
		s.getal("opgelegd_cent", int64(x.Opgelegd.Waarde))
	}
	s.weigeringen(x.Weigering)
	s.woorden("eisen", x.Eisen)
	s.waarom(x.Bronnen, x.Uitleg)
	s.sluit('}')
}

func (s *schrijver) handelingen(lijst []recht.Handeling) {
	s.naam("handelingen")
	s.open('{')
	for i := range lijst {
		s.sleutel(lijst[i].Sleutel, lijst[i].Over)
		s.handeling(&lijst[i])
	}
	s.sluit('}')
}

func (s *schrijver) handeling(h *recht.Handeling) {
	s.open('{')
	s.vlag("mag", h.Mag)
	s.weigeringen(h.Weigering)
	s.woorden("eisen", h.Eisen)
	s.waarom(h.Bronnen, h.Uitleg)
	s.sluit('}')
}

func (s *schrijver) taken(lijst []agenda.Taak) {
	s.naam("taken")
	s.open('[')
	for i := range lijst {
		s.komma()
		s.taak(&lijst[i])
	}
	s.sluit(']')
}

func (s *schrijver) taak(t *agenda.Taak) {
	s.open('{')
	s.tekst("soort", t.Soort)
	if t.Over != "" {
		s.tekst("over", t.Over)
	}
	if t.Vanaf != 0 {
		s.dag("vanaf", t.Vanaf)
	}
	if t.Uiterlijk != 0 {
		s.dag("uiterlijk", t.Uiterlijk)
	}
	s.tekst("rol", string(t.Rol))
	s.bron("bron", t.Bron)
	if t.Reden != "" {
		s.tekst("reden", t.Reden)
	}
	s.sluit('}')
}

func (s *schrijver) vragen(lijst []begrip.Vraag) {
	s.naam("vragen")
	s.open('[')
	for i := range lijst {
		s.komma()
		s.vraag(&lijst[i])
	}
	s.sluit(']')
}

func (s *schrijver) vraag(v *begrip.Vraag) {
	s.open('{')
	s.tekst("feit", v.Feit)
	s.tekst("aan", string(v.Aan))
	s.bron("bron", v.Grond)
	s.sluit('}')
}

func (s *schrijver) geld(g *recht.Geld) {
	s.naam("geld")
	s.open('{')
	bedrag := func(naam string, o dossier.Optie[begrip.Cent]) {
		if o.Is {
			s.getal(naam, int64(o.Waarde))
		}
	}
	bedrag("eigen_bijdrage_cent", g.EigenBijdrage)
	if g.Termijnen.Is {
		s.getal("termijnen", int64(g.Termijnen.Waarde))
	}
	bedrag("beloning_cent", g.Beloning)
	s.waarom(g.Bronnen, g.Uitleg)
	s.sluit('}')
}

// waarom schrijft de bronnen en de stappen.
func (s *schrijver) waarom(bronnen []*begrip.Vindplaats, uitleg begrip.Uitleg) {
	s.naam("bronnen")
	s.open('[')
	for _, v := range bronnen {
		s.komma()
		s.vindplaats(v)
	}
	s.sluit(']')
	if !s.uitleg {
		return
	}
	s.naam("uitleg")
	s.open('[')
	for i := range uitleg {
		s.komma()
		s.stap(&uitleg[i])
	}
	s.sluit(']')
}

func (s *schrijver) stap(x *begrip.Stap) {
	s.open('{')
	s.tekst("id", x.ID)
	s.tekst("stap", recht.Zin(*x))
	s.tekst("waarde", recht.Waarde(*x))
	s.bron("bron", x.Grond)
	if x.Vervult != nil {
		s.bron("vervult", x.Vervult)
	}
	s.sluit('}')
}

func (s *schrijver) weigeringen(lijst []begrip.Weigering) {
	s.naam("weigering")
	s.open('[')
	for i := range lijst {
		s.komma()
		s.open('{')
		s.tekst("code", lijst[i].Code)
		s.tekst("zin", lijst[i].Zin)
		s.bron("bron", lijst[i].Grond)
		s.sluit('}')
	}
	s.sluit(']')
}

func (s *schrijver) woorden(naam string, lijst []string) {
	s.naam(naam)
	s.open('[')
	for _, w := range lijst {
		s.komma()
		s.b = schrijfTekst(s.b, w)
	}
	s.sluit(']')
}

func (s *schrijver) open(c byte) {
	s.b = append(s.b, c)
	s.begin = true
}

func (s *schrijver) sluit(c byte) {
	s.b = append(s.b, c)
	s.begin = false
}

func (s *schrijver) komma() {
	if !s.begin {
		s.b = append(s.b, ',')
	}
	s.begin = false
}

// naam schrijft de naam van een veld; namen van velden hebben geen ontsnapping nodig.
func (s *schrijver) naam(naam string) {
	s.komma()
	s.b = append(append(append(s.b, '"'), naam...), '"', ':')
}

// sleutel schrijft een naam die een kenmerk uit het bestand kan bevatten.
func (s *schrijver) sleutel(sleutel, over string) {
	s.komma()
	if over != "" {
		sleutel += ":" + over
	}
	s.b = append(schrijfTekst(s.b, sleutel), ':')
}

func (s *schrijver) tekst(naam, w string) {
	s.naam(naam)
	s.b = schrijfTekst(s.b, w)
}

func (s *schrijver) dag(naam string, d begrip.Datum) {
	s.naam(naam)
	s.b = append(d.Schrijf(append(s.b, '"')), '"')
}

func (s *schrijver) getal(naam string, n int64) {
	s.naam(naam)
	s.b = strconv.AppendInt(s.b, n, 10)
}

func (s *schrijver) hoeveel(naam string, n int64, e begrip.Eenheid) {
	if e != begrip.InUren {
		s.getal(naam, n)
		return
	}
	s.naam(naam)
	if n%int64(begrip.Uur) == 0 {
		s.b = strconv.AppendInt(s.b, n/int64(begrip.Uur), 10)
		return
	}
	s.b = append(s.b, begrip.Uren(n).String()...)
}

func (s *schrijver) vlag(naam string, is bool) {
	s.naam(naam)
	s.b = strconv.AppendBool(s.b, is)
}

func (s *schrijver) bron(naam string, v *begrip.Vindplaats) {
	s.naam(naam)
	s.vindplaats(v)
}

// vindplaats schrijft een bepaling zonder haar eerst aan elkaar te plakken.
func (s *schrijver) vindplaats(v *begrip.Vindplaats) {
	if v == nil {
		s.b = append(s.b, `""`...)
		return
	}
	s.b = schrijfTekst(s.b, v.Regeling)
	s.b = s.b[:len(s.b)-1]
	for _, x := range [...][2]string{{" art. ", v.Artikel}, {" lid ", v.Lid}, {" onder ", v.Onderdeel}} {
		if x[1] != "" {
			s.b = append(append(s.b, x[0]...), x[1]...)
		}
	}
	s.b = append(s.b, '"')
}
