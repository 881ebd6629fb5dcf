package nagebootst

// De antwoorden en verzoeken zoals zij over de lijn gaan. Een leeg veld ontbreekt.

type foutmelding struct {
	Fouttekst string `json:"fouttekst"`
}

type plichtBericht struct {
	Indicator    bool   `json:"indicatorInburgeringsplicht"`
	Begin        string `json:"begindatum,omitempty"`
	Eind         string `json:"einddatum,omitempty"`
	Wijziging    string `json:"wijzigingsdatum,omitempty"`
	Kennisgeving string `json:"datumKennisgevingInburgeringsplicht,omitempty"`
	Reden        string `json:"redenGeenInburgeringsplicht,omitempty"`
}

type doelgroepBericht struct {
	Indeling     string `json:"indeling,omitempty"`
	Begin        string `json:"begindatum,omitempty"`
	Eind         string `json:"einddatum,omitempty"` // alleen in de historie
	Detail       string `json:"gedetailleerdeDoelgroep,omitempty"`
	Asielrechten string `json:"asielrechtenWijzigingVerblijfsdoel,omitempty"`
}

type termijnBericht struct {
	Start             string `json:"startdatum,omitempty"` // niet in de historie
	Eind              string `json:"einddatum,omitempty"`
	Wijziging         string `json:"wijzigingsdatum,omitempty"`
	Grondcode         string `json:"verlengingsgrondcode,omitempty"`
	Grondomschrijving string `json:"verlengingsgrondomschrijving,omitempty"`
}

// Verlengingsgrond is een regel uit de codetabel van DUO. Welke codes DUO gebruikt is
// niet gepubliceerd; deze tabel is verzonnen.
type Verlengingsgrond struct {
	Code         string `json:"code"`
	Omschrijving string `json:"omschrijving"`
}

type examennummerBericht struct {
	Examennummer string `json:"examennummer"`
}

type toetsBericht struct {
	Resultaat string `json:"resultaat"`
	Behaald   string `json:"behaaldeScore"`
	Benodigd  string `json:"benodigdeScore"`
	Afname    string `json:"datumAfname"`
}

type examenBericht struct {
	Datum     string `json:"examendatum"`
	Resultaat string `json:"resultaat"`
	Reden     string `json:"redenGeenResultaat,omitempty"`
	Onderdeel string `json:"onderdeel"`
	Niveau    string `json:"niveau,omitempty"`
}

type pogingBericht struct {
	Onderdeel string `json:"onderdeel"`
	Tegoed    int    `json:"gratisPogingenTegoed"`
}

type vrijstellingBericht struct {
	Gehele       *oordeelBericht `json:"GeheleVrijstelling,omitempty"`
	Tijdelijke   *oordeelBericht `json:"TijdelijkeVrijstelling,omitempty"`
	Gedeeltelijk *oordeelBericht `json:"GedeeltelijkeVrijstelling,omitempty"`
}

type ontheffingBericht struct {
	Gehele       *oordeelBericht `json:"GeheleOntheffing,omitempty"`
	Gedeeltelijk *oordeelBericht `json:"GedeeltelijkeOntheffing,omitempty"`
}

// oordeelBericht dient voor elke vrijstelling en ontheffing; elk vult zijn eigen velden.
type oordeelBericht struct {
	Oordeel   string `json:"oordeel"`
	Reden     string `json:"reden,omitempty"`
	Grond     string `json:"grond,omitempty"`
	Datum     string `json:"datumOordeel,omitempty"`
	Start     string `json:"startdatum,omitempty"`
	Eind      string `json:"einddatum,omitempty"`
	Onderdeel string `json:"examenonderdeel,omitempty"`
	Niveau    string `json:"examenniveau,omitempty"`
	Uren      *int   `json:"urenBelastbaarheidParticipatieactiviteit,omitempty"`
}

type boeteBericht struct {
	Bedrag int    `json:"bedrag"`
	Datum  string `json:"datum"`
}

type verlengingBericht struct {
	Beoordeling string `json:"beoordelingAanvraag"`
	Beoordeeld  string `json:"datumBeoordeling,omitempty"`
	Ontvangen   string `json:"ontvangstdatum"`
}

type gebeurtenisBericht struct {
	ID           string `json:"id"`
	Omschrijving string `json:"omschrijving"`
	Datum        string `json:"datum"`
}

type pipVanGemeente struct {
	Gemeentecode string     `json:"gemeentecode"`
	PIP          pipBericht `json:"pip"`
}

type pipBericht struct {
	Dagtekening  string `json:"dagtekeningPip"`
	Leerroute    string `json:"leerroute"`
	Niveau       string `json:"niveau,omitempty"`
	Intensiteit  int    `json:"geschatteIntensiteitB1Route,omitempty"`
	MagAfmaken   *bool  `json:"indicatorMagOpleidingAfmaken,omitempty"`
	Alfabetisere string `json:"indicatorAlfabetiseringsonderwijs,omitempty"`
}

// Instelling is een school in de lijst van DUO.
type Instelling struct {
	Nummer     string `json:"instellingsnummer"` // tien tekens
	Naam       string `json:"naam"`
	Postcode   string `json:"postcode"`
	Huisnummer int    `json:"huisnummer"`
	Plaats     string `json:"plaatsnaam"`
	BoWNummer  string `json:"bow,omitempty"`
	BRIN       string `json:"brin,omitempty"`
	BoW        bool   `json:"indicatieBowKeurmerk"`
	TST        bool   `json:"indicatieTstKeurmerk"`
}

type contactgegevens struct {
	Naam     string `json:"naam"`
	Email    string `json:"email"`
	Telefoon string `json:"telefoonnummer"`
}

type contactBericht struct {
	ID       int             `json:"id"`
	Gegevens contactgegevens `json:"contactpersoongegevens"`
}

type mapBericht struct {
	Datum string `json:"datumEindgesprekMap"`
}

type pvtBericht struct {
	Datum string `json:"datumOndertekeningPvt"`
}

type urenBericht struct {
	Uren int `json:"uren"`
}

type urenVanGemeente struct {
	Gemeentecode    string       `json:"gemeentecode,omitempty"`
	BekendTot       string       `json:"bekendTot,omitempty"`
	Taalles         *urenBericht `json:"ParticipatieAlsTaalles,omitempty"`
	Participatie    *urenBericht `json:"ParticipatieactiviteitenBredeIntake,omitempty"`
	TaallesEnIntake *urenBericht `json:"TaallesEnKnmBredeIntake,omitempty"`
}

// notificatieBericht is wat DUO aan de gemeente stuurt.
type notificatieBericht struct {
	Registratie string `json:"registratieDatumTijd"`
	Gebeurtenis string `json:"gebeurtenisId"`
	BSN         string `json:"bsn,omitempty"`
	VNummer     int64  `json:"vNummer,omitempty"`
}
