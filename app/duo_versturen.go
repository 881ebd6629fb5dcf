package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// Hoe het versturen gaat: hoeveel berichten één greep neemt, hoe lang een greep mag duren,
// hoe lang er na een storing hooguit wordt gewacht, en hoe lang een bericht op een eerder
// bericht over dezelfde mens wacht (seconden). Een storing geeft nooit op: ook na dagen
// gaat het versturen vanzelf verder.
const (
	meldPerKeer = 50
	meldLease   = 300
	meldWacht   = 15 * 60
	meldBeurt   = 20
	meldStop    = 3 // zoveel storingen op rij: DUO ligt eruit, de rest hoeft niet te proberen
)

// De redenen in de rij van uitgaand werk; zij noemen geen mens.
const (
	redenStoring = "DUO is niet bereikbaar"
	redenDossier = "het dossier is nu niet te lezen of te schrijven"
	redenBeurt   = "een eerder bericht over dezelfde persoon is nog niet aangekomen"
)

// VerstuurMeldingen brengt de meldingen die wachten naar DUO en geeft hoeveel er zijn
// afgehandeld. De berichten over één mens gaan op volgorde. Elk bericht gaat minstens één
// keer weg, steeds onder hetzelfde kenmerk, zodat DUO het hooguit één keer verwerkt.
func (h *Huis) VerstuurMeldingen(ctx context.Context) (int, error) {
	if h.Keten == nil {
		return 0, nil
	}
	if err := h.plaatsContacten(ctx); err != nil {
		return 0, err
	}
	gedaan := 0
	for ctx.Err() == nil {
		nu := h.nu().seconden
		werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkDUOMelden, nu, nu+meldLease, meldPerKeer)
		if err != nil {
			return gedaan, fmt.Errorf("meldwerk nemen: %w", err)
		}
		if len(werk) == 0 {
			return gedaan, nil
		}
		klaar, stuk, err := h.verstuurGreep(ctx, werk)
		if gedaan += klaar; err != nil || stuk {
			return gedaan, err
		}
	}
	return gedaan, nil
}

// verstuurGreep doet één greep, dossier voor dossier. Stuk zegt dat DUO er niet is.
func (h *Huis) verstuurGreep(ctx context.Context, werk []store.Uitgaand) (klaar int, stuk bool, err error) {
	storingen := 0
	for _, nummer := range dossiersIn(werk) {
		rij, erna, err := h.opVolgorde(ctx, nummer, werk)
		if err != nil {
			return klaar, false, err
		}
		hapert := ""
		for _, u := range rij {
			if ctx.Err() != nil { // gestopt: de lease loopt af en een ander neemt het over
				return klaar, true, nil
			}
			if hapert == "" && storingen < meldStop {
				hapert = h.verstuurBeurt(ctx, u)
				if hapert == redenStoring {
					storingen++
				} else if hapert == "" {
					storingen = 0
				}
			} else if hapert == "" {
				hapert = redenStoring
			} else {
				hapert = redenBeurt
			}
			if hapert == "" {
				klaar++
			}
			if err := h.sluitMelding(ctx, u, hapert); err != nil {
				return klaar, false, err
			}
		}
		for _, u := range erna {
			if err := h.sluitMelding(ctx, u, redenBeurt); err != nil {
				return klaar, false, err
			}
		}
	}
	return klaar, storingen >= meldStop, nil
}

// dossiersIn geeft de dossiers in de volgorde van het werk; leeg is werk van de gemeente zelf.
func dossiersIn(werk []store.Uitgaand) []string {
	var uit []string
	for _, u := range werk {
		if !slices.Contains(uit, u.Nummer) {
			uit = append(uit, u.Nummer)
		}
	}
	return uit
}

// sluitMelding sluit een stuk werk, of zet het terug met de reden. Wie de lease kwijt is hoeft
// niets: een ander doet het werk.
func (h *Huis) sluitMelding(ctx context.Context, u store.Uitgaand, hapert string) error {
	nu := h.nu().seconden
	switch hapert {
	case "":
		return afgemeld(h.Kelder.Klaar(ctx, h.Gemeente, u, nu))
	case redenBeurt:
		return afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, u, hapert, nu+meldBeurt))
	}
	return afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, u, hapert, nu+min(store.Wachttijd(u.Poging), meldWacht)))
}

// opVolgorde geeft het werk van één dossier in de volgorde waarin het is vastgelegd, en
// apart wat moet wachten op een eerder bericht dat iemand anders in handen heeft of dat
// nog niet aan de beurt is.
func (h *Huis) opVolgorde(ctx context.Context, nummer string, werk []store.Uitgaand) (rij, erna []store.Uitgaand, err error) {
	var van []store.Uitgaand
	for _, u := range werk {
		if u.Nummer == nummer {
			van = append(van, u)
		}
	}
	if nummer == "" {
		return van, nil, nil
	}
	s, err := h.leesVoorKeten(ctx, nummer)
	if err != nil || s == nil { // verstuurEen zegt wat eraan schort
		return van, nil, nil
	}
	wacht := false
	for _, g := range besluit.Gemelde(s.d) {
		if g.Stand != besluit.Onderweg || g.Weg != dossier.WegM2M {
			continue
		}
		i := slices.IndexFunc(van, func(u store.Uitgaand) bool { return string(u.Inhoud) == g.BerichtID })
		switch {
		case i < 0:
			wacht = true
			// Het werk kan bij terugzetten uit een reservekopie ontbreken; staat het er al, dan verandert er niets.
			if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{meldwerk(nummer, g.BerichtID, s.nu)}); err != nil {
				return nil, nil, fmt.Errorf("meldwerk klaarzetten: %w", err)
			}
			continue
		case wacht:
			erna = append(erna, van[i])
		default:
			rij = append(rij, van[i])
		}
		van = slices.Delete(van, i, i+1)
	}
	return slices.Concat(van, rij), erna, nil // wat niet meer onderweg is hoeft alleen nog dicht
}

// verstuurBeurt verstuurt één bericht en geeft waarop het hapert; leeg is klaar.
func (h *Huis) verstuurBeurt(ctx context.Context, u store.Uitgaand) string {
	err := h.verstuurEen(ctx, u)
	if err == nil {
		return ""
	}
	h.Log.WarnContext(ctx, "melding niet verstuurd", "dossier", u.Nummer, "poging", u.Poging, "fout", err.Error())
	var eigen *leesfout
	if errors.As(err, &eigen) {
		return redenDossier
	}
	return redenStoring
}

// verstuurEen verstuurt één bericht en legt de uitkomst vast. Wat al is beantwoord of door
// een nieuwer bericht is ingehaald gaat niet (nog eens) weg. Vlak voor het versturen gaat
// het nog een keer langs de regels van DUO: het dossier kan intussen anders zijn.
func (h *Huis) verstuurEen(ctx context.Context, u store.Uitgaand) error {
	if u.Nummer == "" {
		return h.verstuurContact(ctx, string(u.Inhoud))
	}
	id := string(u.Inhoud)
	s, g, err := h.zoekMelding(ctx, u.Nummer, id)
	if err != nil || g == nil {
		return err
	}
	var weigering *KetenWeigering
	om := besluit.OmstandighedenVan(s.d, recht.Reken(s.d, s.r), s.nu.dag, h.instellingen(ctx))
	if mis := besluit.KeurMelding(g.Melding, om); len(mis) > 0 {
		weigering = &KetenWeigering{Fouten: zinnen(mis)}
	} else if err := h.verantwoord(ctx, h.Gemeente, AuditMelding, []string{u.Nummer}); err != nil {
		return &leesfout{err}
	} else if _, err := h.Keten.Verstuur(ctx, id, s.d.Persoon.BSN, g.Melding); err != nil && !errors.As(err, &weigering) {
		return err
	}
	return h.legUitkomstVast(ctx, u.Nummer, id, s, weigering)
}

func zinnen(ws []begrip.Weigering) []string {
	uit := make([]string, len(ws))
	for i, w := range ws {
		uit[i] = w.Zin
	}
	return uit
}

// zoekMelding zoekt het bericht op als het nog weg moet; nil is dat er niets te doen is.
func (h *Huis) zoekMelding(ctx context.Context, nummer, id string) (*stand, *besluit.Gemeld, error) {
	s, err := h.leesVoorKeten(ctx, nummer)
	if err != nil || s == nil {
		return nil, nil, err
	}
	for _, g := range besluit.Gemelde(s.d) {
		if g.BerichtID == id && g.Stand == besluit.Onderweg {
			return s, &g, nil
		}
	}
	return s, nil, nil
}

// legUitkomstVast schrijft op dat DUO het bericht heeft, of waarom niet. Was een ander net
// voor, dan opnieuw op de nieuwe stand; staat de uitkomst er al, dan is het klaar.
func (h *Huis) legUitkomstVast(ctx context.Context, nummer, id string, s *stand, weigering *KetenWeigering) error {
	var laatste error
	for range pogingen {
		v := besluit.Vastlegging{Dag: s.nu.dag, Vandaag: s.nu.dag, Wie: keten.Gebruiker, Rol: keten.Rol, Bron: "duo"}
		var b besluit.Besluit
		if weigering != nil {
			fouten := weigering.Regels()
			if strings.TrimSpace(fouten) == "" {
				fouten = "DUO nam het bericht niet aan en zei niet waarom."
			}
			b = besluit.WeigerMelding(s.d, s.r, v, id, fouten)
		} else {
			b = besluit.BevestigMelding(s.d, s.r, v, id, meldingMet(s.d, id))
		}
		t := h.toevoeging(h.Gemeente, s, s.teken(b.Gebeurtenissen))
		t.Audit = []store.Auditregel{h.regelVan(keten, Auditregel{Handeling: AuditMelding, Nummer: nummer, Over: id})}
		if laatste = h.voegToe(ctx, t); laatste == nil {
			return nil
		}
		if !errors.Is(laatste, store.ErrConflict) {
			break
		}
		var g *besluit.Gemeld
		var err error
		if s, g, err = h.zoekOpenMelding(ctx, nummer, id); err != nil || g == nil {
			return err
		}
	}
	return &leesfout{fmt.Errorf("uitkomst van een melding vastleggen: %w", laatste)}
}

// zoekOpenMelding is zoekMelding, maar ook voor een bericht dat intussen is ingehaald: DUO heeft het
// dan toch gekregen, en dat hoort in het dossier te staan.
func (h *Huis) zoekOpenMelding(ctx context.Context, nummer, id string) (*stand, *besluit.Gemeld, error) {
	s, err := h.leesVoorKeten(ctx, nummer)
	if err != nil || s == nil {
		return nil, nil, err
	}
	for _, g := range besluit.Gemelde(s.d) {
		if g.BerichtID == id && (g.Stand == besluit.Onderweg || g.Stand == besluit.Ingehaald) {
			return s, &g, nil
		}
	}
	return s, nil, nil
}

func meldingMet(d *dossier.Dossier, id string) besluit.DUOMelding {
	for _, g := range besluit.Gemelde(d) {
		if g.BerichtID == id {
			return g.Melding
		}
	}
	return besluit.DUOMelding{}
}
