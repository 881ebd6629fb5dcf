package dossier

import "strings"

// De feiten over het verkeer met DUO: wat er met een signaal is gedaan en wat de
// gemeente heeft gemeld. Net als de andere feiten van het huis leest de wet ze niet.
const (
	SoortSignaalVerwerkt    Soort = "signaal-verwerkt"
	SoortSignaalAfgehandeld Soort = "signaal-afgehandeld"
	SoortMeldingVerstuurd   Soort = "melding-verstuurd"
	SoortMeldingBevestigd   Soort = "melding-bevestigd"
	SoortMeldingGeweigerd   Soort = "melding-geweigerd"
)

// SignaalVerwerkt zegt dat bij DUO is gelezen wat een signaal meldt, en wat daarvan is
// overgenomen. Het sluit het lezen van dat ene bericht.
type SignaalVerwerkt struct {
	BerichtID, Code string
	Uitkomst        Signaaluitkomst
	Reden           string // waarom niets is overgenomen; één reden per regel, zonder persoonsgegevens
}

// Soort geeft "signaal-verwerkt".
func (*SignaalVerwerkt) Soort() Soort { return SoortSignaalVerwerkt }

// Velden noemt de velden.
func (f *SignaalVerwerkt) Velden(b Bezoeker) {
	b.Tekst("bericht", &f.BerichtID, true)
	b.Tekst("code", &f.Code, true)
	keuze(b, "uitkomst", &f.Uitkomst, alleSignaaluitkomsten, true)
	b.Tekst("reden", &f.Reden, false)
}

// SignaalAfgehandeld zegt dat een mens deed wat een signaal vroeg. Het geldt ook voor
// eerdere signalen met dezelfde code.
type SignaalAfgehandeld struct {
	Over        string // kenmerk van het feit SignaalOntvangen
	Toelichting string
}

// Soort geeft "signaal-afgehandeld".
func (*SignaalAfgehandeld) Soort() Soort { return SoortSignaalAfgehandeld }

// Velden noemt de velden.
func (f *SignaalAfgehandeld) Velden(b Bezoeker) {
	b.Verwijzing("over", &f.Over, SoortSignaalOntvangen, true)
	b.Tekst("toelichting", &f.Toelichting, false)
}

// MeldingVerstuurd is het voornemen om iets aan DUO te melden, vastgelegd vóór het
// versturen. Pas MeldingBevestigd zegt dat DUO het heeft.
type MeldingVerstuurd struct {
	BerichtID    string // kenmerk van precies dit bericht; een ander bericht heeft een ander
	MeldingSoort string // zoals besluit.MeldingSoort
	Sleutel      string // waarvan er meer zijn: de instelling van een aanbod, een contactpersoon
	Weg          Meldweg
	Melding      []byte // het bericht als JSON, zodat later te zien is wat is gemeld
}

// Soort geeft "melding-verstuurd".
func (*MeldingVerstuurd) Soort() Soort { return SoortMeldingVerstuurd }

// Velden noemt de velden.
func (f *MeldingVerstuurd) Velden(b Bezoeker) {
	b.Tekst("bericht", &f.BerichtID, true)
	b.Tekst("melding-soort", &f.MeldingSoort, true)
	b.Tekst("sleutel", &f.Sleutel, false)
	keuze(b, "weg", &f.Weg, alleMeldwegen, true)
	b.Bytes("melding", &f.Melding)
}

// MeldingBevestigd zegt dat DUO de melding heeft aangenomen, of dat iemand haar in het
// portaal heeft ingevuld.
type MeldingBevestigd struct{ BerichtID string }

// Soort geeft "melding-bevestigd".
func (*MeldingBevestigd) Soort() Soort { return SoortMeldingBevestigd }

// Velden noemt de velden.
func (f *MeldingBevestigd) Velden(b Bezoeker) { b.Tekst("bericht", &f.BerichtID, true) }

// MeldingGeweigerd zegt dat DUO de melding niet aannam, in de woorden van DUO.
type MeldingGeweigerd struct {
	BerichtID string
	Fouten    string // één fout per regel; zie Regels
}

// Soort geeft "melding-geweigerd".
func (*MeldingGeweigerd) Soort() Soort { return SoortMeldingGeweigerd }

// Velden noemt de velden.
func (f *MeldingGeweigerd) Velden(b Bezoeker) {
	b.Tekst("bericht", &f.BerichtID, true)
	b.Tekst("fouten", &f.Fouten, false)
}

// Regels geeft de fouten één voor één.
func (f *MeldingGeweigerd) Regels() []string { return Tekstregels(f.Fouten) }

// Tekstregels geeft de gevulde regels van een tekst.
func Tekstregels(s string) []string {
	var uit []string
	for r := range strings.SplitSeq(s, "\n") {
		if r = strings.TrimSpace(r); r != "" {
			uit = append(uit, r)
		}
	}
	return uit
}

// Signaalcode geeft de vaste schrijfwijze van een code: hoofdletters, en SS127 zonder
// volgletter. Wat de volgletters betekenen heeft DUO niet opgeschreven; SS127a, SS127c en
// SS127C vragen alle hetzelfde.
func Signaalcode(code string) string {
	kaal := strings.ToUpper(strings.TrimSpace(code))
	if len(kaal) == 6 && strings.HasPrefix(kaal, "SS127") && kaal[5] >= 'A' && kaal[5] <= 'Z' {
		return "SS127"
	}
	return kaal
}
