package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// VerwerkerSoort zegt wat een aanbieder voor de gemeente doet.
type VerwerkerSoort string

// De soorten. Wie MAP, PVT of begeleiding geeft werkt in opdracht van de gemeente en heeft
// een overeenkomst nodig; een cursusinstelling is zelf verantwoordelijk (Wi2021 art. 35 lid
// 3, AVG art. 4 onder 7 en 8, art. 28).
const (
	VerwerkerMAP         VerwerkerSoort = "map"
	VerwerkerPVT         VerwerkerSoort = "pvt"
	VerwerkerBegeleiding VerwerkerSoort = "begeleiding"
	VerwerkerICT         VerwerkerSoort = "ict"
	Cursusinstelling     VerwerkerSoort = "cursusinstelling"
)

// VerwerkerSoorten noemt alle soorten, in de volgorde van het scherm.
var VerwerkerSoorten = []VerwerkerSoort{VerwerkerMAP, VerwerkerPVT, VerwerkerBegeleiding, VerwerkerICT, Cursusinstelling}

// Verwerker is een partij die gegevens van de gemeente krijgt.
type Verwerker struct {
	Kenmerk      string `json:"-"`
	Versie       int    `json:"-"`
	Naam         string
	Aanbieder    string // kenmerk waarmee de partij inlogt; leeg is niet
	Soorten      []VerwerkerSoort
	Overeenkomst string           // kenmerk in het archief van de gemeente
	Getekend     begrip.Datum     // leeg: nog niet
	Tot          begrip.Datum     // laatste dag; leeg is zonder einde
	Gegevens     string           // welke gegevens de partij krijgt, in gewone woorden
	Gestopt      bool             // krijgt niets meer; blijft in het register staan
	KvK          string           `json:",omitempty"` // nummer bij de Kamer van Koophandel
	BRIN         string           `json:",omitempty"` // van een school
	DUO          string           `json:",omitempty"` // nummer van de instelling bij DUO, voor de melding van een aanbod
	Keurmerk     dossier.Keurmerk `json:",omitempty"` // van een cursusinstelling; zonder telt de les niet mee voor afschalen
}

// VerwerkerStand zegt hoe het met de overeenkomst staat.
type VerwerkerStand string

// De standen van een overeenkomst.
const (
	NietNodig    VerwerkerStand = "niet-nodig"
	Geldig       VerwerkerStand = "geldig"
	Ontbreekt    VerwerkerStand = "ontbreekt"
	LooptAf      VerwerkerStand = "loopt-af"
	Verlopen     VerwerkerStand = "verlopen"
	StandGestopt VerwerkerStand = "gestopt"
)

// waarschuwDagen is hoe lang voor het einde van een overeenkomst dat opvalt.
const waarschuwDagen = 90

// HeeftNodig zegt of een overeenkomst nodig is. Doet een partij meer dan één ding, dan
// telt het strengste.
func (v *Verwerker) HeeftNodig() bool {
	return slices.ContainsFunc(v.Soorten, func(s VerwerkerSoort) bool { return s != Cursusinstelling })
}

// Stand geeft hoe het op een dag met de overeenkomst staat.
func (v *Verwerker) Stand(op begrip.Datum) VerwerkerStand {
	switch {
	case v.Gestopt:
		return StandGestopt
	case !v.HeeftNodig():
		return NietNodig
	case v.Overeenkomst == "" || v.Getekend == 0 || v.Getekend > op:
		return Ontbreekt
	case v.Tot != 0 && v.Tot < op:
		return Verlopen
	case v.Tot != 0 && v.Tot <= op.Plus(waarschuwDagen):
		return LooptAf
	}
	return Geldig
}

const soortVerwerker = "verwerker"

var vormVerwerker = regexp.MustCompile(`^[0-9a-f]{12}$`)

// Verwerkers geeft het register, op naam.
func (h *Huis) Verwerkers(ctx context.Context, wie Wie) ([]Verwerker, error) {
	if !mag(wie, verwerkersZien) {
		return nil, ErrMagNiet
	}
	return h.verwerkers(ctx, wie.Gemeente)
}

func (h *Huis) verwerkers(ctx context.Context, g begrip.Gemeente) ([]Verwerker, error) {
	var uit []Verwerker
	for na := ""; ; {
		stukken, err := h.Kelder.Stukken(ctx, g, soortVerwerker, na, perKeer)
		if err != nil {
			return nil, fmt.Errorf("verwerkers lezen: %w", err)
		}
		if len(stukken) == 0 {
			slices.SortFunc(uit, func(a, b Verwerker) int {
				return cmp.Or(strings.Compare(store.Vouw(a.Naam), store.Vouw(b.Naam)), strings.Compare(a.Kenmerk, b.Kenmerk))
			})
			return uit, nil
		}
		for _, st := range stukken {
			v, err := leesVerwerker(st)
			if err != nil {
				return nil, err
			}
			uit, na = append(uit, v), st.Sleutel
		}
	}
}

func leesVerwerker(st store.Stuk) (Verwerker, error) {
	v := Verwerker{}
	if err := json.Unmarshal(st.Inhoud, &v); err != nil {
		return v, fmt.Errorf("verwerker %s lezen: %w", st.Sleutel, err)
	}
	v.Kenmerk, v.Versie = st.Sleutel, st.Versie
	return v, nil
}

// Verwerker geeft één partij uit het register.
func (h *Huis) Verwerker(ctx context.Context, wie Wie, kenmerk string) (Verwerker, error) {
	if !mag(wie, verwerkersZien) || !vormVerwerker.MatchString(kenmerk) {
		return Verwerker{}, ErrNietGevonden
	}
	st, err := h.Kelder.LeesStuk(ctx, wie.Gemeente, soortVerwerker, kenmerk)
	if errors.Is(err, store.ErrNietGevonden) {
		return Verwerker{}, ErrNietGevonden
	}
	if err != nil {
		return Verwerker{}, fmt.Errorf("verwerker lezen: %w", err)
	}
	return leesVerwerker(st)
}

// BewaarVerwerker legt een partij vast of verandert haar. Versie is die van het scherm: is
// een ander ermee bezig geweest, dan komt een *VerwerkerConflict met wat er nu staat.
func (h *Huis) BewaarVerwerker(ctx context.Context, wie Wie, v Verwerker) (string, error) {
	if !mag(wie, verwerkersWijzigen) {
		return "", ErrMagNiet
	}
	if v.Kenmerk != "" && !vormVerwerker.MatchString(v.Kenmerk) {
		return "", ErrNietGevonden
	}
	for _, t := range []*string{&v.Naam, &v.Overeenkomst, &v.Aanbieder, &v.Gegevens, &v.KvK, &v.BRIN, &v.DUO} {
		*t = strings.TrimSpace(*t)
	}
	v.BRIN = strings.ToUpper(v.BRIN)
	vs, err := h.verwerkers(ctx, wie.Gemeente)
	if err != nil {
		return "", err
	}
	if err := v.keur(h.nu().dag, vs); err != nil {
		return "", err
	}
	if v.Kenmerk == "" {
		var b [6]byte
		rand.Read(b[:]) // faalt nooit
		v.Kenmerk, v.Versie = hex.EncodeToString(b[:]), 0
	}
	inhoud, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("verwerker schrijven: %w", err)
	}
	nu := h.nu()
	err = h.Kelder.BewaarStuk(ctx, wie.Gemeente, store.Stuk{Soort: soortVerwerker, Sleutel: v.Kenmerk, Versie: v.Versie, Moment: nu.seconden, Inhoud: inhoud,
		Audit: []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: AuditVerwerker, Over: v.Kenmerk})}})
	if errors.Is(err, store.ErrConflict) {
		is, err := h.Verwerker(ctx, wie, v.Kenmerk)
		if err != nil {
			return "", err
		}
		return "", &VerwerkerConflict{is}
	}
	if err != nil {
		return "", fmt.Errorf("verwerker bewaren: %w", err)
	}
	return v.Kenmerk, nil
}

// VerwerkerConflict zegt dat een ander dezelfde partij intussen veranderde; Is is wat er nu staat.
type VerwerkerConflict struct{ Is Verwerker }

func (c *VerwerkerConflict) Error() string {
	return "verwerker " + c.Is.Kenmerk + " is intussen gewijzigd"
}

func (v *Verwerker) keur(vandaag begrip.Datum, register []Verwerker) error {
	var fouten []begrip.Weigering
	fout := func(plaats, code, zin string) {
		fouten = append(fouten, begrip.Weigering{Code: code, Plaats: plaats, Zin: zin})
	}
	if v.Naam == "" {
		fout("naam", "veld-ontbreekt", "Naam: vul in hoe de partij heet.")
	}
	if len(v.Soorten) == 0 || slices.ContainsFunc(v.Soorten, func(s VerwerkerSoort) bool { return !slices.Contains(VerwerkerSoorten, s) }) {
		fout("soort", "veld-ontbreekt", "Wat de partij doet: kies een of meer.")
	}
	if v.Getekend > vandaag {
		fout("getekend", "dag-in-toekomst", "Getekend op: deze dag is nog niet geweest. Laat het veld leeg tot er is getekend.")
	}
	if (v.Overeenkomst == "") != (v.Getekend == 0) {
		fout("overeenkomst", "veld-ontbreekt", "Overeenkomst: vul het kenmerk en de dag van tekenen allebei in, of geen van beide.")
	}
	if v.Tot != 0 && v.Tot < v.Getekend {
		fout("tot", "volgorde", "Geldig tot en met: deze dag ligt voor de dag van tekenen.")
	}
	if slices.ContainsFunc(register, func(a Verwerker) bool {
		return v.Aanbieder != "" && a.Kenmerk != v.Kenmerk && (a.Aanbieder == v.Aanbieder || a.Kenmerk == v.Aanbieder)
	}) {
		fout("aanbieder", "aanbieder-bestaat", "Kenmerk om mee in te loggen: een andere partij heeft dit kenmerk al. Kies een ander.")
	}
	for _, n := range []struct{ plaats, tekst, vorm, zin string }{
		{"kvk", v.KvK, `^[0-9]{8}$`, "KvK-nummer: dit zijn acht cijfers."},
		{"brin", v.BRIN, `^[0-9]{2}[A-Z]{2}$`, "BRIN: dit zijn twee cijfers en twee letters, zoals 01AB."},
		{"duo", v.DUO, `^[0-9A-Z]{1,10}$`, "Nummer bij DUO: dit zijn hooguit tien cijfers of hoofdletters."},
		{"keurmerk", string(v.Keurmerk), `^(bow|diploma-erkenning|geen)$`, "Keurmerk: kies een waarde uit de lijst."},
	} {
		if n.tekst != "" && !regexp.MustCompile(n.vorm).MatchString(n.tekst) {
			fout(n.plaats, "waarde-ongeldig", n.zin)
		}
	}
	for plaats, tekst := range map[string]string{"naam": v.Naam, "overeenkomst": v.Overeenkomst, "aanbieder": v.Aanbieder, "gegevens": v.Gegevens} {
		if len(tekst) > 2000 {
			fout(plaats, "te-lang", "Deze tekst is te lang. Gebruik hooguit vijfhonderd tekens.")
		}
	}
	if len(fouten) > 0 {
		return &Geweigerd{fouten}
	}
	return nil
}

// MagGegevensNaar zegt of er gegevens over een inburgeraar naar deze aanbieder mogen. Is er
// een overeenkomst nodig die er niet is, dan komt de reden als weigering. Wie niet in het
// register staat krijgt niets.
func (h *Huis) MagGegevensNaar(ctx context.Context, g begrip.Gemeente, aanbieder string) ([]begrip.Weigering, error) {
	vs, err := h.verwerkers(ctx, g)
	if err != nil {
		return nil, err
	}
	v := zoekVerwerker(vs, aanbieder)
	if v == nil {
		return geenGegevens("aanbieder-onbekend", "Deze aanbieder staat niet in het register van verwerkers. Zet hem daar eerst in."), nil
	}
	return v.dicht(h.nu().dag), nil
}

func geenGegevens(code, zin string) []begrip.Weigering {
	return []begrip.Weigering{{Code: code, Zin: zin, Grond: &begrip.Vindplaats{Regeling: "AVG", Artikel: "28", Lid: "3"}}}
}

// dicht zegt waarom deze partij op een dag geen gegevens krijgt; leeg is wel.
func (v *Verwerker) dicht(dag begrip.Datum) []begrip.Weigering {
	switch v.Stand(dag) {
	case StandGestopt:
		return geenGegevens("aanbieder-gestopt", "Aan "+v.Naam+" geeft de gemeente geen gegevens meer.")
	case Ontbreekt:
		return geenGegevens("overeenkomst-ontbreekt", "Met "+v.Naam+" is nog geen overeenkomst over gegevens. Teken die eerst en zet haar in het register van verwerkers.")
	case Verlopen:
		return geenGegevens("overeenkomst-verlopen", "De overeenkomst over gegevens met "+v.Naam+" is op "+v.Tot.Voluit()+" geëindigd. Vernieuw haar eerst.")
	}
	return nil
}

// isInstelling zegt of er bij deze partij deelnemers kunnen zijn.
func (v *Verwerker) isInstelling() bool {
	return slices.ContainsFunc(v.Soorten, func(s VerwerkerSoort) bool { return s != VerwerkerICT })
}

// zoekVerwerker vindt een partij op haar kenmerk in het register, of op dat waarmee zij
// inlogt. Passen er meer, dan is niet te zeggen wie het is en past er geen.
func zoekVerwerker(vs []Verwerker, aanbieder string) *Verwerker {
	var uit *Verwerker
	for i := range vs {
		if v := &vs[i]; aanbieder != "" && (v.Kenmerk == aanbieder || v.Aanbieder == aanbieder) {
			if uit != nil {
				return nil
			}
			uit = v
		}
	}
	return uit
}
