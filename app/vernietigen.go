package app

import (
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
	"traject/kern/recht"
	"traject/store"
)

// De gronden waarop iets weggaat. Zij blijven leesbaar nadat het weg is.
const (
	grondDossier = "Bi2021 art. 9.9 lid 1"
	grondLang    = "Bi2021 art. 9.9 lid 2"
)

// WatWeg zegt waarover een voorstel gaat.
type WatWeg string

// Dossiers waarvan de termijn om is, of lange sets die van eerdere dossiers bleven.
const (
	WegDossiers    WatWeg = "dossiers"
	WegLangeSets   WatWeg = "lange-sets"
	WegDelen       WatWeg = "delen"     // groepen velden die eerder weg moeten dan het dossier
	WegBerichten   WatWeg = "berichten" // waar geen dossier van kwam
	WegAudit       WatWeg = "audit"     // regels van de audit
	meesteVoorstel        = 200         // zoveel gaat er hooguit in één voorstel, zodat een mens het kan nakijken
)

// WatWegs zijn de lijsten van wat weg moet, in de volgorde van het scherm.
var WatWegs = []WatWeg{WegDossiers, WegDelen, WegLangeSets, WegBerichten, WegAudit}

// VoorstelStand zegt hoe ver een voorstel is.
type VoorstelStand string

// De standen van een voorstel.
const (
	Voorgesteld VoorstelStand = "voorgesteld"
	Goedgekeurd VoorstelStand = "goedgekeurd"
	Afgewezen   VoorstelStand = "afgewezen"
	Uitgevoerd  VoorstelStand = "uitgevoerd"
)

// Voorstel is een lijst van wat weg moet, van het voorstel tot de verklaring. Er staat
// niets in over de mensen om wie het ging.
type Voorstel struct {
	ID          string `json:"-"`
	Versie      int    `json:"-"`
	Wat         WatWeg
	Stand       VoorstelStand
	Reden       string
	Door        Hand
	Beslist     Hand   // wie goedkeurde of afwees
	Toelichting string // van wie besliste
	Regels      []VoorstelRegel
	Uitgevoerd  int64 // moment; nul is nog niet
	// MagBeslissen zegt of deze gebruiker mag goedkeuren; wie voorstelde mag dat nooit.
	MagBeslissen bool `json:"-"`
}

// Hand is wie iets deed en wanneer.
type Hand struct {
	Gebruiker, Naam string
	Rol             begrip.Rol
	Moment          int64
}

// VoorstelRegel is één dossier of lange set in een voorstel.
type VoorstelRegel struct {
	Nummer       string
	Groep        dossier.Groep `json:",omitempty"` // alleen deze velden
	Eerder       bool          `json:",omitempty"` // een mens laat haar gaan voordat de termijn om is
	Feiten       int           `json:",omitempty"` // waarin de groep staat, bij het voorstel
	Versie       int           // van het dossier bij het voorstel
	Uiterlijk    begrip.Datum  // laatste dag van de termijn
	Grond        string
	LetOp        []string `json:",omitempty"` // wat een mens moest nakijken
	Overgeslagen string   `json:",omitempty"` // waarom het niet weg is; leeg is weg, of nog niet uitgevoerd
	Hoofd        string   `json:",omitempty"` // van de keten na het slotfeit
}

// Weg telt wat echt is vernietigd.
func (v *Voorstel) Weg() int {
	n := 0
	for _, r := range v.Regels {
		if v.Stand == Uitgevoerd && r.Overgeslagen == "" {
			n++
		}
	}
	return n
}

// Een voorstel is een stuk; zolang er nog iets mee moet gebeuren staat er een merk naast,
// zodat een lijst en het werk niet langs alle verklaringen van vroeger hoeven.
const (
	soortVoorstel = "vernietiging"
	soortOpen     = "vernietiging-open"
)

var vormVoorstel = regexp.MustCompile(`^[0-9]{10}-[0-9a-f]{8}$`)

const zinAangehouden = "Dit dossier wordt aangehouden. Laat het eerst los."

// inVoorstel geeft wat in een voorstel staat waarover nog niet is beslist of dat nog niet is
// uitgevoerd, en welke dossiers worden aangehouden. Van beide zijn er weinig.
func (h *Huis) inVoorstel(ctx context.Context, g begrip.Gemeente) (open, vast map[string]bool, err error) {
	open, vast = map[string]bool{}, map[string]bool{}
	err = h.elkOpenVoorstel(ctx, g, func(v Voorstel) error {
		for _, r := range v.Regels {
			open[v.plek(r)] = true
		}
		return nil
	})
	for na := ""; err == nil; {
		var stukken []store.Stuk
		if stukken, err = h.Kelder.Stukken(ctx, g, soortAanhouding, na, perKeer); err != nil || len(stukken) == 0 {
			break
		}
		for _, s := range stukken {
			vast[s.Sleutel], na = true, s.Sleutel
		}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("voorstellen en aanhoudingen lezen: %w", err)
	}
	return open, vast, nil
}

// plek is waar een regel over gaat: een dossier of een lange set.
func (v *Voorstel) plek(r VoorstelRegel) string {
	switch v.Wat {
	case WegLangeSets:
		return store.LangVoor + r.Nummer
	case WegDelen:
		return deelplek(r.Nummer, r.Groep)
	case WegBerichten:
		return berichtplek(r.Nummer)
	case WegAudit:
		return auditplek(r.Nummer)
	}
	return r.Nummer
}

// elkOpenVoorstel loopt langs de voorstellen waar nog iets mee moet gebeuren. Het merk komt
// vóór het voorstel en gaat erna weg; wat een uitval liet staan ruimt het hier op.
func (h *Huis) elkOpenVoorstel(ctx context.Context, g begrip.Gemeente, f func(Voorstel) error) error {
	for na := ""; ; {
		merken, err := h.Kelder.Stukken(ctx, g, soortOpen, na, perKeer)
		if err != nil || len(merken) == 0 {
			return err
		}
		for _, m := range merken {
			na = m.Sleutel
			st, err := h.Kelder.LeesStuk(ctx, g, soortVoorstel, m.Sleutel)
			if errors.Is(err, store.ErrNietGevonden) {
				continue // een ander is het net aan het vastleggen
			}
			if err != nil {
				return err
			}
			v, err := leesVoorstel(st)
			if err != nil {
				return err
			}
			if v.Stand != Voorgesteld && v.Stand != Goedgekeurd {
				err = h.wisMerk(ctx, g, v.ID)
			} else {
				err = f(v)
			}
			if err != nil {
				return err
			}
		}
	}
}

// wisMerk zegt dat met een voorstel niets meer hoeft te gebeuren.
func (h *Huis) wisMerk(ctx context.Context, g begrip.Gemeente, id string) error {
	err := h.Kelder.WisStuk(ctx, g, soortOpen, id, 1, nil)
	if err != nil && !errors.Is(err, store.ErrConflict) { // een ander was eerst
		return fmt.Errorf("voorstel %s afsluiten: %w", id, err)
	}
	return nil
}

func leesVoorstel(st store.Stuk) (Voorstel, error) {
	v := Voorstel{}
	if err := json.Unmarshal(st.Inhoud, &v); err != nil {
		return v, fmt.Errorf("voorstel %s lezen: %w", st.Sleutel, err)
	}
	v.ID, v.Versie = st.Sleutel, st.Versie
	return v, nil
}

func (h *Huis) bewaarVoorstel(ctx context.Context, g begrip.Gemeente, v Voorstel, audit ...store.Auditregel) error {
	inhoud, err := json.Marshal(v)
	if err == nil {
		err = h.Kelder.BewaarStuk(ctx, g, store.Stuk{Soort: soortVoorstel, Sleutel: v.ID, Versie: v.Versie, Moment: h.nu().seconden, Inhoud: inhoud, Audit: audit})
	}
	if err != nil {
		return fmt.Errorf("voorstel %s bewaren: %w", v.ID, err)
	}
	return nil
}

// voorstellenPerBlad is hoeveel voorstellen op een bladzijde staan.
const voorstellenPerBlad = 25

// Voorstellen geeft een bladzijde voorstellen en verklaringen, nieuwste eerst: het kenmerk
// telt af. Na is het laatste kenmerk van de bladzijde ervoor, volgende dat van deze.
func (h *Huis) Voorstellen(ctx context.Context, wie Wie, na string) (uit []Voorstel, volgende string, err error) {
	if !mag(wie, vernietigingZien) {
		return nil, "", ErrMagNiet
	}
	stukken, err := h.Kelder.Stukken(ctx, wie.Gemeente, soortVoorstel, na, voorstellenPerBlad+1)
	if err != nil {
		return nil, "", fmt.Errorf("voorstellen lezen: %w", err)
	}
	for _, st := range stukken {
		v, err := leesVoorstel(st)
		if err != nil {
			return nil, "", err
		}
		uit = append(uit, v)
	}
	if len(uit) > voorstellenPerBlad {
		uit = uit[:voorstellenPerBlad]
		volgende = uit[voorstellenPerBlad-1].ID
	}
	return uit, volgende, nil
}

// Voorstel geeft één voorstel, met of deze gebruiker erover mag beslissen.
func (h *Huis) Voorstel(ctx context.Context, wie Wie, id string) (Voorstel, error) {
	if !mag(wie, vernietigingZien) || !vormVoorstel.MatchString(id) {
		return Voorstel{}, ErrNietGevonden
	}
	st, err := h.Kelder.LeesStuk(ctx, wie.Gemeente, soortVoorstel, id)
	if errors.Is(err, store.ErrNietGevonden) {
		return Voorstel{}, ErrNietGevonden
	}
	if err != nil {
		return Voorstel{}, fmt.Errorf("voorstel lezen: %w", err)
	}
	v, err := leesVoorstel(st)
	v.MagBeslissen = v.Stand == Voorgesteld && h.magGoedkeuren(wie, v.Door.Gebruiker)
	return v, err
}

// magGoedkeuren zegt of wie het voorstel van een ander mag goedkeuren. Wie twee keer in het
// register staat met hetzelfde mailadres is één mens.
func (h *Huis) magGoedkeuren(wie Wie, voorsteller string) bool {
	mail := h.medewerker(voorsteller).Email
	if mail != "" && strings.EqualFold(mail, h.medewerker(wie.Gebruiker).Email) {
		return false
	}
	return wie.Gebruiker != "" && magBij(wie, vernietigenGoedkeuren, eigenaar{gemeente: wie.Gemeente, voorsteller: voorsteller})
}

// StelVernietigenVoor legt een voorstel vast. Wat nog niet weg mag komt als weigering
// terug, per dossier een zin; er is dan niets voorgesteld. Bij delen staat na het nummer
// de groep: "2026-0001:gezondheid".
func (h *Huis) StelVernietigenVoor(ctx context.Context, wie Wie, wat WatWeg, nummers []string, reden string) (string, error) {
	if !mag(wie, vernietigen) {
		return "", ErrMagNiet
	}
	return h.stelVoor(ctx, wie, wat, nummers, reden, false)
}

// stelVoor weegt en legt vast; eerder is voordat de termijn van een deel om is.
func (h *Huis) stelVoor(ctx context.Context, wie Wie, wat WatWeg, nummers []string, reden string, eerder bool) (string, error) {
	var fouten []begrip.Weigering
	fout := func(plaats, code, zin string) {
		fouten = append(fouten, begrip.Weigering{Code: code, Plaats: plaats, Zin: zin})
	}
	reden = strings.TrimSpace(reden)
	if len(reden) > 4*meesteReden {
		fout("reden", "reden-te-lang", "Deze toelichting is te lang. Gebruik hooguit vijfhonderd tekens.")
	}
	slices.Sort(nummers)
	nummers = slices.Compact(nummers)
	switch {
	case len(nummers) == 0:
		fout("nummer", "niets-gekozen", "Kies wat er weg moet.")
	case len(nummers) > meesteVoorstel:
		fout("nummer", "te-veel", fmt.Sprintf("Kies hooguit %d tegelijk, zodat uw collega ze kan nakijken.", meesteVoorstel))
	}
	if len(fouten) > 0 {
		return "", &Geweigerd{fouten}
	}
	open, _, err := h.inVoorstel(ctx, wie.Gemeente)
	if err != nil {
		return "", err
	}
	nu := h.nu()
	var b [4]byte
	rand.Read(b[:]) // faalt nooit
	v := Voorstel{ID: fmt.Sprintf("%010d-%s", 9_999_999_999-nu.seconden, hex.EncodeToString(b[:])), Wat: wat, Stand: Voorgesteld, Reden: reden,
		Door: Hand{wie.Gebruiker, wie.Naam, wie.Rol, nu.seconden}}
	for _, n := range nummers {
		r, waarom, err := h.weegWeg(ctx, wie, wat, n, eerder, nu)
		if err != nil {
			return "", err
		}
		if in := inEenVoorstel(open, v.plek(r), r); in != "" {
			waarom = in
		}
		if waarom != "" {
			fout("nummer", "mag-nog-niet", n+": "+waarom)
		}
		v.Regels = append(v.Regels, r)
	}
	if len(fouten) > 0 {
		return "", &Geweigerd{fouten}
	}
	if err := h.Kelder.BewaarStuk(ctx, wie.Gemeente, store.Stuk{Soort: soortOpen, Sleutel: v.ID, Moment: nu.seconden}); err != nil {
		return "", fmt.Errorf("voorstel %s vastleggen: %w", v.ID, err)
	}
	return v.ID, h.bewaarVoorstel(ctx, wie.Gemeente, v, h.regelVan(wie, Auditregel{Handeling: AuditVoorgesteld, Over: v.ID, Aantal: len(v.Regels), Reden: reden}))
}

// weegWeg kijkt of één dossier, deel of lange set weg mag, en zegt anders waarom niet.
func (h *Huis) weegWeg(ctx context.Context, wie Wie, wat WatWeg, nummer string, eerder bool, nu moment) (r VoorstelRegel, waarom string, err error) {
	r = VoorstelRegel{Nummer: nummer, Grond: grondDossier}
	switch wat {
	case WegBerichten:
		return h.weegBericht(ctx, wie.Gemeente, nummer, nu.dag)
	case WegAudit:
		return h.weegAudit(ctx, wie.Gemeente, nummer, nu.dag)
	case WegDelen:
		if nummer, r.Groep, err = leesDeelplek(nummer); err != nil {
			return r, "", err
		}
		r.Nummer = nummer
	}
	if !dossiernummer.MatchString(nummer) {
		return r, "", ErrNietGevonden
	}
	if wat == WegLangeSets {
		l, err := h.Kelder.LeesLangeSet(ctx, wie.Gemeente, nummer)
		if errors.Is(err, store.ErrNietGevonden) {
			return r, "Er is geen lange set van dit dossier.", nil
		}
		if err != nil {
			return r, "", fmt.Errorf("lange set van dossier %s lezen: %w", nummer, err)
		}
		r.Uiterlijk, r.Grond = l.Tot, grondLang
		if l.Tot >= nu.dag {
			waarom = zinTeVroeg
		}
		return r, waarom, nil
	}
	l, err := h.Kelder.Lees(ctx, wie.Gemeente, nummer)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return r, "Dit dossier is er niet (meer).", nil
	}
	if err != nil {
		return r, "", fmt.Errorf("dossier %s lezen: %w", nummer, err)
	}
	if wat == WegDelen {
		return h.weegDeel(ctx, wie.Gemeente, l, r.Groep, eerder, nu.dag)
	}
	_, b, err := h.weegDossier(l, nu.dag)
	if err != nil {
		return r, "", err
	}
	r.Versie, r.Uiterlijk = l.Versie, b.Uiterlijk
	for _, w := range b.LetOp {
		r.LetOp = append(r.LetOp, w.Zin)
	}
	waarom, err = h.houdtTegen(ctx, wie.Gemeente, nummer, b)
	return r, waarom, err
}

const zinTeVroeg = "De bewaartermijn is nog niet om."

func (h *Huis) weegDossier(l store.Logboek, dag begrip.Datum) (*dossier.Dossier, *recht.Bewaring, error) {
	d := dossier.Opbouwen(l.Gebeurtenissen, dag, 0)
	r, err := h.recht(d)
	if err != nil {
		return nil, nil, fmt.Errorf("dossier %s: %w", l.Nummer, err)
	}
	return d, recht.Bewaar(d, r), nil
}

// houdtTegen geeft de zin die zegt waarom een dossier nog niet weg mag; leeg is dat het mag.
func (h *Huis) houdtTegen(ctx context.Context, g begrip.Gemeente, nummer string, b *recht.Bewaring) (string, error) {
	switch {
	case !b.MoetWeg():
		return zinTeVroeg, nil
	case len(b.Houdt) > 0:
		return b.Houdt[0].Zin, nil
	}
	a, err := h.aanhouding(ctx, g, nummer)
	if err != nil || a == nil {
		return "", err
	}
	return zinAangehouden, nil
}

// BeslisVernietigen keurt een voorstel goed of wijst het af. Goedkeuren doet een ander dan
// wie het voorstelde; afwijzen mag iedereen die mag voorstellen.
func (h *Huis) BeslisVernietigen(ctx context.Context, wie Wie, id string, versie int, akkoord bool, toelichting string) error {
	v, err := h.Voorstel(ctx, wie, id)
	if err != nil {
		return err
	}
	if !mag(wie, vernietigen) || akkoord && !mag(wie, vernietigenGoedkeuren) {
		return ErrMagNiet
	}
	switch {
	case v.Versie != versie || v.Stand != Voorgesteld:
		return weiger("al-beslist", "", "Over dit voorstel is al beslist. Kijk hoe het nu staat.")
	case akkoord && !v.MagBeslissen:
		return weiger("vier-ogen", "", "U hebt dit zelf voorgesteld. Laat een collega het nakijken en goedkeuren.")
	case len(toelichting) > 4*meesteReden:
		return weiger("reden-te-lang", "reden", "Deze toelichting is te lang. Gebruik hooguit vijfhonderd tekens.")
	}
	v.Stand, v.Beslist, v.Toelichting = Afgewezen, Hand{wie.Gebruiker, wie.Naam, wie.Rol, h.nu().seconden}, strings.TrimSpace(toelichting)
	audit := AuditAfgewezen
	if akkoord {
		v.Stand, audit = Goedgekeurd, AuditGoedgekeurd
	}
	err = h.bewaarVoorstel(ctx, wie.Gemeente, v, h.regelVan(wie, Auditregel{Handeling: audit, Over: v.ID, Aantal: len(v.Regels), Reden: v.Toelichting}))
	if errors.Is(err, store.ErrConflict) {
		return weiger("al-beslist", "", "Over dit voorstel is al beslist. Kijk hoe het nu staat.")
	}
	if err == nil && !akkoord {
		err = h.wisMerk(ctx, wie.Gemeente, v.ID)
	}
	return err
}

// VernietigdeLijst geeft de lijst van alles wat is vernietigd. Wie een reservekopie
// terugzet, geeft haar mee: dan komt niets terug dat weg hoort te zijn.
func (h *Huis) VernietigdeLijst(ctx context.Context, wie Wie) (Bestand, error) {
	if !mag(wie, vernietigingZien) {
		return Bestand{}, ErrMagNiet
	}
	vs, err := h.Kelder.VernietigdeDossiers(ctx, wie.Gemeente)
	if err != nil {
		return Bestand{}, fmt.Errorf("lijst van wat vernietigd is lezen: %w", err)
	}
	b := []byte(store.VernietigdKop + "\n")
	for _, v := range vs {
		b = append(append(b, v.Regel()...), '\n')
	}
	return Bestand{Naam: "vernietigd-" + h.nu().dag.String() + ".txt", Type: "text/plain; charset=utf-8", Inhoud: b},
		h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGehaald, Aantal: len(vs)})
}
