package app

import (
	"context"
	"strings"
	"time"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Keten is de verbinding met DUO, in onze eigen woorden. Wie haar taal spreekt is
// keten/duo; cmd/traject steekt die erin. Een gemeente zonder verbinding heeft er geen:
// Onderdelen.Keten is dan nil.
//
// Een fout is een *KetenWeigering als DUO het bericht zelf weigert: opnieuw sturen helpt
// dan niet. Elke andere fout is een storing, en later opnieuw proberen helpt wel. Geen
// enkele fout noemt een burgerservicenummer.
type Keten interface {
	// Leest zegt of er na een signaal met deze code iets bij DUO te lezen is.
	Leest(code string) bool
	// Lees haalt op wat een signaal met deze code over iemand meldt.
	Lees(ctx context.Context, code string, bsn begrip.BSN) (Gelezen, error)
	// Vergelijk haalt alles op wat DUO over iemand zegt, om naast het dossier te leggen.
	Vergelijk(ctx context.Context, bsn begrip.BSN) (Vergeleken, error)
	// Verstuur brengt één melding. Hetzelfde kenmerk met dezelfde melding is hetzelfde
	// bericht, dat DUO hooguit één keer verwerkt. Wie een nieuwe contactpersoon meldt krijgt
	// het nummer terug dat DUO gaf; anders is het nul. BSN is leeg als het bericht niet over
	// een mens gaat.
	Verstuur(ctx context.Context, berichtID string, bsn begrip.BSN, m besluit.DUOMelding) (contact int, err error)
	// Brengt zegt of een melding van deze soort langs deze weg kan; zo niet, dan gaat zij
	// langs het portaal.
	Brengt(s besluit.MeldingSoort) bool
	// Instellingen geeft de scholen zoals DUO ze kent.
	Instellingen(ctx context.Context) ([]besluit.Instelling, error)
	// Proef probeert de verbinding, zonder iets over een mens te vragen.
	Proef(ctx context.Context) (Verbinding, error)
	// Verbinding zegt hoe de verbinding is ingesteld en wat er het laatst gebeurde.
	Verbinding() Verbinding
}

// Gelezen is wat DUO over iemand zegt.
type Gelezen struct {
	// Feiten geeft de feiten die dossier d nog niet heeft, met hun dag, of de redenen
	// waarom de gegevens niet kunnen kloppen: dan is er geen enkel feit. Dezelfde stand
	// voor hetzelfde dossier geeft hetzelfde; wat er al in staat komt er niet nog eens uit.
	Feiten func(d *dossier.Dossier, vandaag begrip.Datum) (feiten []dossier.Gebeurtenis, redenen []string)
}

// Vergeleken is alles wat DUO over iemand zegt.
type Vergeleken struct {
	// Verschillen legt dossier d ernaast. Hetzelfde dossier geeft dezelfde verschillen,
	// onder dezelfde sleutels.
	Verschillen func(d *dossier.Dossier, ons besluit.Eigenkant, vandaag begrip.Datum) []besluit.Ketenverschil
	// GeenPlicht: DUO noemt voor deze persoon geen inburgeringsplicht, nu niet en eerder niet.
	GeenPlicht bool
}

// KetenWeigering zegt dat DUO een bericht niet aanneemt, in de woorden van DUO.
type KetenWeigering struct {
	Status int      // van het antwoord
	Fouten []string // zonder persoonsgegevens van ons; leeg als DUO niets zei
}

// Error noemt alleen de status: de woorden van DUO zijn voor het scherm.
func (k *KetenWeigering) Error() string { return "DUO weigert het bericht" }

// Regels geeft de fouten als één tekst, één fout per regel.
func (k *KetenWeigering) Regels() string { return strings.Join(k.Fouten, "\n") }

// Verbinding is hoe de verbinding met DUO erbij staat, zonder geheimen.
type Verbinding struct {
	Adres, EigenOIN, DUOOIN string
	Diensten                []Dienst
	Luistert                string // eigen adres voor notificaties; leeg is het gewone adres
	Gateway                 bool   // een gateway van de gemeente doet de beveiliging
	Tijdslimiet             time.Duration
	LaatsteContact          time.Time // laatste antwoord van DUO; leeg is nog geen
	LaatsteFout             string    // in gewone woorden; leeg als het laatste contact goed ging
	CertificaatTot          time.Time // einde van ons certificaat; leeg is geen certificaat
	CertificaatVan          string    // op wiens naam
	CertificaatFout         string    // waarom een nieuw certificaat niet geldt; leeg is goed
}

// Dienst is een API van DUO.
type Dienst struct {
	Naam, Verwacht string    // de versie die wij kennen
	Gezien         string    // de versie die DUO noemde; leeg is nog niet gezien
	Aan            bool      // volgens de instellingen
	Bereikt        time.Time // laatste antwoord
	Fout           string    // van de laatste proef; leeg is goed
}

// Afwijkend zegt dat DUO een andere versie draait dan wij kennen. Alleen een ander eerste
// getal breekt; een ander tweede getal vraagt aandacht.
func (d Dienst) Afwijkend() bool { return d.Gezien != "" && d.Gezien != d.Verwacht }
