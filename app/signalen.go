package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
	"traject/wetten"
)

// keten is wie er in het dossier staat bij een feit dat van DUO kwam.
var keten = Wie{Gebruiker: "duo", Naam: "DUO", Rol: begrip.Keten}

// inhoud is een signaal zoals het verzegeld wordt bewaard. De volgorde ligt vast:
// hetzelfde bericht geeft dezelfde bytes, zodat een herhaling te herkennen is.
type inhoud struct {
	Code          string `json:"code"`
	BSN           string `json:"bsn,omitempty"`
	VNummer       string `json:"v-nummer,omitempty"`
	Geregistreerd string `json:"geregistreerd"`
}

// afwijkend staat in het kenmerk van een genoteerd bericht dat is geweigerd.
const afwijkend = "~"

// noteerAfwijkend bewaart een ander bericht onder een kenmerk dat er al was, zodat beheer
// het ziet. Het krijgt een eigen kenmerk en doet niets; de afzender krijgt
// ErrAndereInhoud. Hetzelfde afwijkende bericht nog eens staat er maar één keer.
func (h *Huis) noteerAfwijkend(ctx context.Context, b store.Bericht) error {
	k, err := h.Kelder.Kenmerken(h.Gemeente, b.Inhoud) // met een sleutel: in de inhoud staat een burgerservicenummer
	if err != nil {
		return fmt.Errorf("afwijkend bericht %s noteren: %w", b.ID, err)
	}
	b.ID += afwijkend + k[0][:8]
	if err := h.Kelder.BewaarBericht(ctx, h.Gemeente, b); err != nil && !errors.Is(err, store.ErrBestaatAl) {
		return fmt.Errorf("afwijkend bericht %s noteren: %w", b.ID, err)
	}
	return ErrAndereInhoud
}

// pogingen is hoe vaak een signaal het opnieuw probeert als een ander het dossier
// net veranderde; een bericht van DUO kan niet op het scherm om hulp vragen.
const pogingen = 5

// OntvangSignaal bewaart een bericht van DUO en doet wat het zegt: een dossier
// openen, bij een dossier voegen, of laten wachten tot iemand het koppelt. Geen
// enkel bericht gaat verloren. Hetzelfde bericht opnieuw verandert niets; een ander
// bericht onder hetzelfde kenmerk geeft ErrAndereInhoud.
//
// Signalen over één persoon gaan één voor één: DUO stuurt er veel tegelijk over dezelfde
// persoon, en die zouden elkaar anders in de weg zitten tot de pogingen op zijn. Over
// verschillende mensen gaan zij tegelijk, want bij veel berichten is het wachten op de
// schijf het werk.
func (h *Huis) OntvangSignaal(ctx context.Context, sig Signaal) (Ontvangst, error) {
	nu := h.nu()
	bericht, err := berichtVan(sig, nu)
	if err != nil {
		return Ontvangst{}, err
	}
	defer h.signaalbeurt.neem(sig.BSN)()
	var laatste error
	for range pogingen {
		o, err := h.verwerk(ctx, sig, bericht, nu)
		var b *store.BerichtBestaat
		switch {
		case err == nil:
			return o, nil
		case errors.As(err, &b) && b.Zelfde:
			return Ontvangst{Dubbel: true, Nummer: b.Nummer}, nil
		case errors.As(err, &b):
			return Ontvangst{}, h.noteerAfwijkend(ctx, bericht)
		case !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrBestaatAl):
			return Ontvangst{}, fmt.Errorf("signaal %s verwerken: %w", sig.Code, err)
		}
		laatste = err
	}
	return Ontvangst{}, fmt.Errorf("signaal %s verwerken na %d pogingen: %w", sig.Code, pogingen, laatste)
}

// signaalbeurten geeft elke persoon een beurt; sommige mensen delen er een.
type signaalbeurten [64]sync.Mutex

// neem wacht op de beurt van een persoon en geeft de functie die haar teruggeeft.
func (b *signaalbeurten) neem(bsn begrip.BSN) func() {
	slot := &b[maphash.String(beurtzaad, bsn.Cijfers())%uint64(len(b))]
	slot.Lock()
	return slot.Unlock
}

var beurtzaad = maphash.MakeSeed()

func berichtVan(sig Signaal, nu moment) (store.Bericht, error) {
	b, err := json.Marshal(inhoud{Code: sig.Code, BSN: sig.BSN.Cijfers(), VNummer: sig.VNummer, Geregistreerd: sig.Geregistreerd.UTC().Format(time.RFC3339Nano)})
	if err != nil {
		return store.Bericht{}, fmt.Errorf("signaal opschrijven: %w", err)
	}
	return store.Bericht{ID: sig.BerichtID, Bron: sig.Bron, Code: sig.Code, Moment: nu.seconden, Inhoud: b}, nil
}

// verwerk doet één poging.
func (h *Huis) verwerk(ctx context.Context, sig Signaal, b store.Bericht, nu moment) (Ontvangst, error) {
	soort, _ := h.Signaalsoort(sig.Code)
	if sig.BSN.IsLeeg() {
		return Ontvangst{}, h.Kelder.BewaarBericht(ctx, h.Gemeente, b)
	}
	nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, sig.BSN)
	if err != nil {
		return Ontvangst{}, fmt.Errorf("dossier bij signaal zoeken: %w", err)
	}
	metBericht := func(t *store.Toevoeging) {
		t.Bericht = &b
		t.Audit = append(t.Audit, h.regelVan(keten, Auditregel{Handeling: AuditSignaal, Nummer: t.Nummer, Over: sig.Code}))
	}
	switch {
	case len(nummers) > 0:
		nummer := nummers[len(nummers)-1]
		if al, err := h.alUitLijst(ctx, nummer, sig); err != nil || al {
			return Ontvangst{Dubbel: al, Nummer: nummer}, err
		}
		return Ontvangst{Nummer: nummer}, h.voegBij(ctx, nummer, sig, soort, nu, metBericht)
	case soort.Opent && !h.isOud(sig):
		nummer, err := h.open(ctx, sig, soort, nu, metBericht)
		return Ontvangst{Geopend: true, Nummer: nummer}, err
	}
	return Ontvangst{}, h.Kelder.BewaarBericht(ctx, h.Gemeente, b)
}

// isOud zegt dat een signaal zo oud is dat wat de gemeente toen over deze persoon had
// intussen weg hoort te zijn. Zo'n bericht opent niet vanzelf opnieuw een dossier met
// gegevens van toen: het wacht tot iemand zegt bij wie het hoort. Bi2021 art. 9.9 lid 1.
func (h *Huis) isOud(sig Signaal) bool {
	vandaag := h.nu().dag
	r, ok := h.Boek.Recht(begrip.Wi2021, h.Beleid)
	if !ok {
		return false
	}
	jaren, ok := r.Waarde(wetten.BewarenJaren, vandaag)
	return ok && h.moment(sig.Geregistreerd).dag.PlusJaren(int(jaren.N)) < vandaag
}

// alUitLijst zegt of een regel uit een lijst van het portaal al als bericht kwam: het
// portaal en de verbinding noemen hetzelfde signaal onder een ander kenmerk.
func (h *Huis) alUitLijst(ctx context.Context, nummer string, sig Signaal) (bool, error) {
	if sig.Bron != bronLijst {
		return false, nil
	}
	l, err := h.Kelder.Lees(ctx, h.Gemeente, nummer)
	if err != nil {
		return false, fmt.Errorf("dossier %s lezen: %w", nummer, err)
	}
	dag := h.moment(sig.Geregistreerd).dag
	return slices.ContainsFunc(l.Gebeurtenissen, func(g dossier.Gebeurtenis) bool {
		f, ok := g.Feit.(*dossier.SignaalOntvangen)
		return ok && g.GeldigOp == dag && dossier.Signaalcode(f.Code) == sig.Code
	}), nil
}

// voegBij zet het signaal en wat het zegt bij een bestaand dossier.
func (h *Huis) voegBij(ctx context.Context, nummer string, sig Signaal, soort Signaalsoort, nu moment, extra func(*store.Toevoeging)) error {
	l, err := h.Kelder.Lees(ctx, h.Gemeente, nummer)
	if err != nil {
		return fmt.Errorf("dossier %s lezen: %w", nummer, err)
	}
	s := &stand{nu: nu, nummer: nummer, versie: l.Versie, logboek: l.Gebeurtenissen, d: dossier.Opbouwen(l.Gebeurtenissen, nu.dag, 0)}
	if s.r, err = h.recht(s.d); err != nil {
		return fmt.Errorf("dossier %s: %w", nummer, err)
	}
	erbij := s.benoemd(s.teken(h.signaalfeiten(s.d, sig, soort, nu)))
	t := h.toevoeging(h.Gemeente, s, erbij)
	extra(&t)
	return h.voegToe(ctx, t)
}

// open opent een dossier naar aanleiding van een signaal.
func (h *Huis) open(ctx context.Context, sig Signaal, soort Signaalsoort, nu moment, extra func(*store.Toevoeging)) (string, error) {
	b, weigeringen := besluit.OpenDossier(besluit.Opening{
		Vastlegging: besluit.Vastlegging{Dag: nu.dag, Vandaag: nu.dag, Wie: keten.Gebruiker, Rol: keten.Rol, Bron: "duo"},
		Gemeente:    h.Gemeente, Beleid: h.Beleid, Aanleiding: "notificatie",
		Persoon: dossier.Persoonsgegevens{BSN: sig.BSN.Cijfers(), VNummer: sig.VNummer},
		Feiten:  h.signaalfeiten(nil, sig, soort, nu),
	})
	if len(weigeringen) > 0 {
		return "", &Geweigerd{weigeringen}
	}
	return h.vestig(ctx, nu, b.Gebeurtenissen, func(t *store.Toevoeging) {
		t.EnigBSN = true
		extra(t)
	})
}

// vestig geeft een nieuw dossier een nummer en legt het vast.
func (h *Huis) vestig(ctx context.Context, nu moment, gs []dossier.Gebeurtenis, extra func(*store.Toevoeging)) (string, error) {
	nummer, err := h.Kelder.NieuwNummer(ctx, h.Gemeente, nu.dag.Jaar())
	if err != nil {
		return "", fmt.Errorf("een dossiernummer nemen: %w", err)
	}
	return nummer, h.vestigOp(ctx, nu, nummer, gs, extra)
}

// vestigOp legt een nieuw dossier vast onder een nummer dat al is genomen.
func (h *Huis) vestigOp(ctx context.Context, nu moment, nummer string, gs []dossier.Gebeurtenis, extra func(*store.Toevoeging)) error {
	s := &stand{nu: nu, nummer: nummer}
	erbij := s.teken(gs)
	benoem(erbij)
	s.d = dossier.Opbouwen(erbij, nu.dag, 0)
	var err error
	if s.r, err = h.recht(s.d); err != nil {
		return err
	}
	t := h.toevoeging(h.Gemeente, s, erbij)
	extra(&t)
	return h.voegToe(ctx, t)
}

// benoem geeft elk feit zonder kenmerk er een, zodat er naar te verwijzen is. Een
// bestand van elders kan zo'n kenmerk zelf al gebruiken.
func benoem(gs []dossier.Gebeurtenis) {
	bezet := map[string]bool{}
	for _, g := range gs {
		bezet[g.ID] = true
	}
	for i := range gs {
		if gs[i].ID != "" {
			continue
		}
		id := "f" + strconv.Itoa(gs[i].Nummer)
		for bezet[id] {
			id += "a"
		}
		gs[i].ID, bezet[id] = id, true
	}
}

// signaalfeiten zijn het bericht zelf en de feiten die het al zegt. Zij worden waar
// op de dag die DUO meldt en bekend op de dag van ontvangst.
func (h *Huis) signaalfeiten(d *dossier.Dossier, sig Signaal, soort Signaalsoort, nu moment) []dossier.Gebeurtenis {
	dag := h.moment(sig.Geregistreerd).dag
	uit := []dossier.Gebeurtenis{{Feit: &dossier.SignaalOntvangen{Code: sig.Code, BerichtID: sig.BerichtID, Omschrijving: soort.Omschrijving}}}
	if soort.Feiten != nil {
		uit = append(uit, soort.Feiten(d, dag)...)
	}
	for i := range uit {
		uit[i].GeldigOp = cmp.Or(uit[i].GeldigOp, dag)
		vanKeten(&uit[i], nu)
	}
	return uit
}

// vanKeten zet op een feit dat DUO het zei en dat het vandaag bekend werd.
func vanKeten(g *dossier.Gebeurtenis, nu moment) {
	g.Wie, g.Rol, g.Bron = keten.Gebruiker, keten.Rol, "duo"
	if g.GeldigOp != nu.dag {
		g.BekendOp = nu.dag
	}
}

// wachtend leest een bewaard signaal dat nog bij geen dossier hoort.
func (h *Huis) wachtend(ctx context.Context, berichtID string) (Signaal, error) {
	b, err := h.Kelder.ZoekBericht(ctx, h.Gemeente, berichtID)
	if errors.Is(err, store.ErrNietGevonden) || (err == nil && (b.Nummer != "" || b.Weg != 0)) {
		return Signaal{}, ErrNietGevonden
	}
	if err != nil {
		return Signaal{}, fmt.Errorf("signaal lezen: %w", err)
	}
	return signaalUit(b)
}

func signaalUit(b store.Bericht) (Signaal, error) {
	if len(b.Inhoud) == 0 { // vernietigd, met zijn dossier of omdat er nooit een dossier van kwam
		return Signaal{BerichtID: b.ID, Bron: b.Bron, Code: b.Code}, nil
	}
	var in inhoud
	if err := json.Unmarshal(b.Inhoud, &in); err != nil {
		return Signaal{}, fmt.Errorf("bewaard signaal lezen: %w", err)
	}
	t, err := time.Parse(time.RFC3339Nano, in.Geregistreerd)
	if err != nil {
		return Signaal{}, fmt.Errorf("bewaard signaal lezen: %w", err)
	}
	sig := Signaal{BerichtID: b.ID, Bron: b.Bron, Code: b.Code, VNummer: in.VNummer, Geregistreerd: t}
	if in.BSN != "" {
		if sig.BSN, err = begrip.LeesBSN(in.BSN); err != nil {
			return Signaal{}, fmt.Errorf("bewaard signaal lezen: %w", err)
		}
	}
	return sig, nil
}

// Signalen geeft de ontvangen berichten, nieuwste eerst. Wie geen dossiers mag zien
// ziet ook niet bij welk dossier een bericht hoort.
func (h *Huis) Signalen(ctx context.Context, wie Wie, f SignaalFilter) (Signalenlijst, error) {
	if !mag(wie, signalenZien) {
		return Signalenlijst{}, ErrMagNiet
	}
	blad, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: wie.Gemeente, ZonderDossier: f.AlleenWachtend, MetInhoud: true, Na: f.Na, Hooguit: perBlad(f.Aantal)})
	if err != nil {
		return Signalenlijst{}, fmt.Errorf("signalen lezen: %w", err)
	}
	uit := Signalenlijst{Volgende: blad.Volgende, Rijen: make([]Signaalrij, 0, len(blad.Berichten))}
	for _, b := range blad.Berichten {
		sig, err := signaalUit(b)
		if err != nil {
			return Signalenlijst{}, err
		}
		r := h.signaalrij(b, sig)
		if r.Wacht && mag(wie, signaalKoppelen) {
			r.VNummer = sig.VNummer
		}
		if r.Nummer, err = h.zichtbaar(ctx, wie, b.Nummer); err != nil {
			return Signalenlijst{}, err
		}
		uit.Rijen = append(uit.Rijen, r)
	}
	return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditSignalenGezien, Aantal: len(uit.Rijen), personen: nummersVan(uit.Rijen, func(r Signaalrij) string { return r.Nummer })})
}

// zichtbaar geeft het nummer van een dossier, of niets als deze gebruiker het niet mag zien.
func (h *Huis) zichtbaar(ctx context.Context, wie Wie, nummer string) (string, error) {
	if nummer == "" || !mag(wie, dossierZien) {
		return "", nil
	}
	r, _, err := h.Kelder.LeesLijst(ctx, wie.Gemeente, nummer)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("dossier %s bij signaal zoeken: %w", nummer, err)
	}
	if !magBij(wie, dossierZien, uitLijst(wie.Gemeente, r)) {
		return "", nil
	}
	return nummer, nil
}

func (h *Huis) signaalrij(b store.Bericht, sig Signaal) Signaalrij {
	soort, bekend := h.Signaalsoort(b.Code)
	if !bekend {
		soort.Omschrijving = "Onbekende code; het bericht is bewaard"
	}
	taak, _ := agenda.SignaaltaakVan(b.Code)
	if strings.Contains(b.ID, afwijkend) {
		taak.Taak = ""
		soort = Signaalsoort{Omschrijving: "Geweigerd: onder dit kenmerk was al een ander bericht. Vraag DUO welk bericht klopt"}
	}
	if b.Weg != 0 {
		taak.Taak, soort.Omschrijving = "", "Vernietigd op "+b.Weg.Voluit()+": er kwam geen dossier van"
	}
	return Signaalrij{BerichtID: b.ID, Code: b.Code, Omschrijving: soort.Omschrijving, Taak: taak.Taak, Ontvangen: time.Unix(b.Moment, 0).UTC(),
		Wacht: b.Nummer == "" && b.Weg == 0, HeeftBSN: !sig.BSN.IsLeeg()}
}

// WachtendSignaal geeft één bericht dat nog bij geen dossier hoort, voor wie het mag
// koppelen. Is het er niet, of is het al gekoppeld, dan ErrNietGevonden.
func (h *Huis) WachtendSignaal(ctx context.Context, wie Wie, berichtID string) (Signaalrij, error) {
	if !mag(wie, signaalKoppelen) || wie.Gemeente != h.Gemeente {
		return Signaalrij{}, ErrNietGevonden
	}
	b, err := h.Kelder.ZoekBericht(ctx, h.Gemeente, berichtID)
	if errors.Is(err, store.ErrNietGevonden) || (err == nil && (b.Nummer != "" || b.Weg != 0)) {
		return Signaalrij{}, ErrNietGevonden
	}
	if err != nil {
		return Signaalrij{}, fmt.Errorf("signaal lezen: %w", err)
	}
	sig, err := signaalUit(b)
	if err != nil {
		return Signaalrij{}, err
	}
	r := h.signaalrij(b, sig)
	r.VNummer = sig.VNummer
	if !r.HeeftBSN || !mag(wie, bsnZien) {
		return r, nil
	}
	r.BSN = sig.BSN // zonder dit nummer weet niemand om wie het gaat
	return r, h.noteer(ctx, wie, Auditregel{Handeling: AuditSignalenGezien, Aantal: 1, Over: sig.Code})
}

// weiger is een weigering van deze kamer zelf.
func weiger(code, plaats, zin string) error {
	return &Geweigerd{[]begrip.Weigering{{Code: code, Plaats: plaats, Zin: zin}}}
}
